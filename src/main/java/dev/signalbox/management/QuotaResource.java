package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.account.Accounts;
import dev.signalbox.quota.Declaration;
import dev.signalbox.quota.Declarations;
import dev.signalbox.quota.Period;
import dev.signalbox.quota.QuotaUnit;
import dev.signalbox.quota.Rhythm;
import dev.signalbox.quota.VendorReports;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What accounts have left, and the windows that people declare for them. */
@Service
@Path("api/usage")
@Tag(name = "Usage")
@Produces(MediaType.APPLICATION_JSON)
public class QuotaResource {
    private static final String WINDOW = "window";
    private static final int LONGEST = 100;
    private static final int LONGEST_MODEL = 300;
    private static final int MOST_TURNS = 366;
    private static final String EXAMPLE = """
        {"name": "monthly", "unit": "tokens", "limit": 10000000, "period": "months", "every": 1,
         "resetTime": "10:00", "zone": "Europe/Berlin", "anchor": "2026-11-01"}\
        """;

    private final QuotaReports reports;
    private final Declarations declarations;
    private final Accounts accounts;
    private final VendorReports asked;
    private final Clock clock;

    @Inject
    public QuotaResource(
            QuotaReports reports, Declarations declarations, Accounts accounts, VendorReports asked, Clock clock) {
        this.reports = reports;
        this.declarations = declarations;
        this.accounts = accounts;
        this.asked = asked;
        this.clock = clock;
    }

    /**
     * A window that a person declared.
     *
     * @param model null for the whole account
     * @param unit {@code requests}, {@code tokens} or {@code cost} (nano-dollars)
     * @param period {@code hours}, {@code days}, {@code weeks} or {@code months}
     * @param anchor a day with a reset
     */
    @Schema(name = "DeclaredWindow")
    public record Shown(
            UUID id,
            String name,
            @Nullable String model,
            String unit,
            long limit,
            String period,
            int every,
            String resetTime,
            String zone,
            String anchor) {
        static Shown of(Declaration one) {
            var rhythm = one.rhythm();
            return new Shown(
                    one.id(),
                    one.name(),
                    one.model(),
                    one.unit().id(),
                    one.limit(),
                    rhythm.period().id(),
                    rhythm.every(),
                    rhythm.time().toString(),
                    rhythm.zone().getId(),
                    rhythm.anchor().toString());
        }
    }

    @GET
    @Path("{accountId}")
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(
            summary = "What an account has left: every window that is known, and when each resets",
            description =
                    "Looking asks the vendor's usage endpoint, where it has one, within seconds, and at most every"
                            + " minute")
    public QuotaReport quota(@PathParam("accountId") String accountId) {
        var account = account(accountId);
        asked.shown(account);
        return reports.of(account);
    }

    @GET
    @Path("{accountId}/windows")
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "The windows that people declared for an account")
    public Page<Shown> windows(@PathParam("accountId") String accountId) {
        return Page.all(
                declarations.of(account(accountId)).stream().map(Shown::of).toList());
    }

    @POST
    @Path("{accountId}/windows")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "Declare a window for a provider that publishes none; the gateway counts what it uses of it",
            description = "every is 1, resetTime 00:00, zone UTC and anchor today unless said")
    @APIResponse(
            responseCode = "201",
            description = "the new window",
            content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response declare(
            @PathParam("accountId") String accountId,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "window", value = EXAMPLE)))
                    Input input) {
        var declaration = read(input, UUID.randomUUID(), account(accountId), null);
        declarations.put(declaration);
        return Response.status(Response.Status.CREATED)
                .entity(Shown.of(declaration))
                .build();
    }

    @PUT
    @Path("{accountId}/windows/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Replace what the body names, leave the rest; what was used is counted anew")
    public Shown change(
            @PathParam("accountId") String accountId,
            @PathParam("id") String id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "window", value = EXAMPLE)))
                    Input input) {
        var account = account(accountId);
        var before = declarations
                .find(Ids.parse(id, WINDOW))
                .filter(one -> one.accountId().equals(account))
                .orElseThrow(() -> ProblemException.notFound(WINDOW));
        var declaration = read(input, before.id(), account, before);
        declarations.put(declaration);
        return Shown.of(declaration);
    }

    @DELETE
    @Path("{accountId}/windows/{id}")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Remove a declared window")
    @APIResponse(responseCode = "204", description = "removed")
    public void remove(@PathParam("accountId") String accountId, @PathParam("id") String id) {
        if (!declarations.remove(account(accountId), Ids.parse(id, WINDOW))) {
            throw ProblemException.notFound(WINDOW);
        }
    }

    private Declaration read(Input input, UUID id, UUID account, @Nullable Declaration before) {
        input.onlyBeside(
                Set.of("id"), "name", "model", "unit", "limit", "period", "every", "resetTime", "zone", "anchor");
        var named = input.optionalText("model", LONGEST_MODEL);
        var model = input.names("model") || before == null ? named.orElse(null) : before.model();
        return new Declaration(
                id,
                account,
                before == null
                        ? input.text("name", LONGEST)
                        : input.optionalText("name", LONGEST).orElse(before.name()),
                model,
                choice(input, "unit", QuotaUnit::of, before == null ? null : before.unit()),
                limit(input, before),
                rhythm(input, before == null ? null : before.rhythm()));
    }

    private static long limit(Input input, @Nullable Declaration before) {
        return input.wholeNumber("limit", 1, Long.MAX_VALUE / 2).orElseGet(() -> {
            if (before == null) {
                throw ProblemException.badField("limit", "limit is required");
            }
            return before.limit();
        });
    }

    private Rhythm rhythm(Input input, @Nullable Rhythm before) {
        var zone = input.optionalText("zone", LONGEST).map(text -> read("zone", text, ZoneId::of));
        var at = input.optionalText("resetTime", LONGEST).map(text -> read("resetTime", text, LocalTime::parse));
        var anchor = input.optionalText("anchor", LONGEST).map(text -> read("anchor", text, LocalDate::parse));
        var known = before == null
                ? new Rhythm(
                        choice(input, "period", Period::of, null),
                        1,
                        LocalTime.MIDNIGHT,
                        ZoneId.of("UTC"),
                        LocalDate.ofInstant(clock.instant(), zone.orElse(ZoneId.of("UTC"))))
                : before;
        return new Rhythm(
                choice(input, "period", Period::of, known.period()),
                input.number("every", 1, MOST_TURNS).orElse(known.every()),
                at.orElse(known.time()),
                zone.orElse(known.zone()),
                anchor.orElse(known.anchor()));
    }

    private static <T> T choice(Input input, String field, Function<String, Optional<T>> words, @Nullable T otherwise) {
        var text = input.optionalText(field, LONGEST);
        if (text.isPresent()) {
            return words.apply(text.get())
                    .orElseThrow(
                            () -> ProblemException.invalid(field, "is none of the words that " + field + " knows"));
        }
        if (otherwise == null) {
            throw ProblemException.badField(field, field + " is required");
        }
        return otherwise;
    }

    private static <T> T read(String field, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (DateTimeException unreadable) {
            throw ProblemException.invalid(field, "cannot be read: " + text);
        }
    }

    private UUID account(String id) {
        var account = Ids.parse(id, "account");
        if (accounts.find(account).isEmpty()) {
            throw ProblemException.notFound("account");
        }
        return account;
    }
}
