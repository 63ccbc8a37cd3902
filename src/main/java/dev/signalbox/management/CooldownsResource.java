package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.quota.Quotas;
import dev.signalbox.routing.Cooldowns;
import dev.signalbox.routing.Cooling;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which accounts are left alone for which models, and the means to use them again at once. */
@Service
@Path("api/cooldowns")
@Tag(name = "Providers")
@Produces(MediaType.APPLICATION_JSON)
public class CooldownsResource {
    private final Cooldowns cooldowns;
    private final Quotas quotas;
    private final Accounts accounts;

    @Inject
    public CooldownsResource(Cooldowns cooldowns, Quotas quotas, Accounts accounts) {
        this.quotas = quotas;
        this.cooldowns = cooldowns;
        this.accounts = accounts;
    }

    /**
     * An account that failed for a model and has not been found well since.
     *
     * @param holder the account's id, or the provider's where it needs no account
     * @param account the account's name, null where there is none
     * @param phase {@code resting}, {@code on-trial} (the next request tries it) or {@code probing} (one does)
     * @param stated whether the provider named the time; else it is a guess
     * @param failures times in a row
     */
    @JsonbNillable
    @Schema(name = "Cooldown")
    public record Shown(
            String holder,
            @Nullable String account,
            String provider,
            String model,
            String phase,
            Instant until,
            boolean stated,
            String why,
            int failures) {
        static Shown of(Cooling cooling, Optional<Account> account) {
            var rest = cooling.rest();
            return new Shown(
                    cooling.holder(),
                    account.map(Account::name).orElse(null),
                    account.map(Account::provider).orElse(cooling.holder()),
                    cooling.model(),
                    cooling.phase().id(),
                    rest.until(),
                    rest.stated(),
                    rest.why().name().toLowerCase(Locale.ROOT),
                    rest.failures());
        }
    }

    @GET
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "Who is left alone, until when and why")
    public Page<Shown> list() {
        return Page.all(cooldowns.all().stream()
                .map(cooling -> Shown.of(cooling, account(cooling)))
                .toList());
    }

    @DELETE
    @Path("{holder}")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "Use an account again at once, for one model or all",
            description = "Windows that are said to be used up are forgotten, too: the next request finds out")
    @APIResponse(responseCode = "204", description = "cleared")
    @APIResponse(responseCode = "404", description = "nothing was cooling there")
    public void clear(
            @Parameter(description = "account id, or provider id where it needs no account") @PathParam("holder")
                    String holder,
            @QueryParam("model") @Nullable String model) {
        boolean doubted = accounts.all().stream()
                .map(Account::id)
                .filter(id -> id.toString().equals(holder))
                .anyMatch(quotas::doubt);
        if (cooldowns.clear(holder, model) == 0 && !doubted) {
            throw ProblemException.notFound("cooldown");
        }
    }

    private Optional<Account> account(Cooling cooling) {
        return accounts.all().stream()
                .filter(account -> account.id().toString().equals(cooling.holder()))
                .findFirst();
    }
}
