package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.transfer.Report;
import dev.signalbox.transfer.Transfers;
import dev.signalbox.vault.Secret;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Moving house: taking over a 9Router, making backups, restoring them. */
@Service
@Path("api/transfer")
@Tag(name = "Transfer")
@Produces(MediaType.APPLICATION_JSON)
public class TransferResource {
    private static final int LARGEST = 64 << 20;
    private static final int LONGEST = 1000;
    private static final String BACKUP = """
        {"passphrase": "correct horse battery staple", "ledger": true}\
        """;
    private static final String RESTORE = """
        {"passphrase": "correct horse battery staple", "backup": {"format": "signalbox-backup", "version": 1}}\
        """;
    private static final String NINE_ROUTER = """
        {"providerConnections": [{"provider": "openai", "authType": "apikey", "name": "work", "apiKey": "sk-..."}]}\
        """;

    private final Transfers transfers;
    private final Clock clock;

    @Inject
    public TransferResource(Transfers transfers, Clock clock) {
        this.transfers = transfers;
        this.clock = clock;
    }

    /**
     * What was, or would be, taken over.
     *
     * @param dryRun whether nothing was changed
     * @param counts by outcome
     */
    @Schema(name = "TransferReport")
    public record Shown(boolean dryRun, Map<String, Long> counts, List<Item> items) {
        static Shown of(Report report) {
            var counts = new EnumMap<Report.Outcome, Long>(Report.Outcome.class);
            report.items().forEach(item -> counts.merge(item.outcome(), 1L, Long::sum));
            var named = new TreeMap<String, Long>();
            counts.forEach((outcome, n) -> named.put(outcome.id(), n));
            return new Shown(
                    report.dryRun(),
                    named,
                    report.items().stream().map(Item::of).toList());
        }
    }

    /**
     * One thing.
     *
     * @param kind what it is: node, account, key, combo, alias, price, proxy, setting, person, window, ledger or other
     * @param outcome added, renamed, present, kept (what is here stays) or skipped
     * @param note what a person should know of it, empty when nothing
     */
    @Schema(name = "TransferItem")
    public record Item(String kind, String name, String outcome, String note) {
        static Item of(Report.Item item) {
            return new Item(item.kind().id(), item.name(), item.outcome().id(), item.note());
        }
    }

    @POST
    @Path("9router")
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "Take over what a 9Router held",
            description = "The body is its db.json, its backup or its SQLite database. Without dryRun=false nothing is"
                    + " changed. Taking over twice adds nothing twice")
    public Shown nineRouter(
            @QueryParam("dryRun") @DefaultValue("true") boolean dryRun,
            @RequestBody(
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(type = SchemaType.OBJECT),
                                        examples = @ExampleObject(name = "db.json", value = NINE_ROUTER)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM,
                                        schema = @Schema(type = SchemaType.STRING, format = "binary"))
                            })
                    InputStream body) {
        return Shown.of(transfers.fromNineRouter(whole(body), dryRun));
    }

    @POST
    @Path("backup")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "Make a backup, sealed under a passphrase",
            description =
                    "Nodes, accounts with their secrets and declared windows, hashes of API keys, combos, aliases,"
                            + " prices, proxies, settings, people with the hashes of their passwords; with ledger the newest"
                            + " 50,000 requests too")
    @APIResponse(responseCode = "200", description = "the file, as a download")
    public Response backup(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "backup", value = BACKUP)))
                    Input input) {
        input.only("passphrase", "ledger");
        var file = transfers.backup(
                Secret.of(input.verbatim("passphrase", LONGEST)),
                input.flag("ledger").orElse(false));
        var name = "signalbox-backup-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + ".json";
        return Response.ok(file)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Path("restore")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "Bring back what a backup holds",
            description = "What is here already stays as it is. Without dryRun=false nothing is changed")
    public Shown restore(
            @QueryParam("dryRun") @DefaultValue("true") boolean dryRun,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "restore", value = RESTORE)))
                    InputStream body) {
        var input = new Input(InputReader.parse(whole(body)));
        if (!(input.json().get("backup") instanceof JsonObject backup)) {
            throw ProblemException.badField("backup", "backup must be the content of a backup");
        }
        var passphrase = Secret.of(input.verbatim("passphrase", LONGEST));
        return Shown.of(transfers.restore(backup.toString().getBytes(StandardCharsets.UTF_8), passphrase, dryRun));
    }

    private static byte[] whole(InputStream body) {
        try {
            var bytes = body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw ProblemException.invalid("file", "must not be larger than 64 MiB");
            }
            return bytes;
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }
}
