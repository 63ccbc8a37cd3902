package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.capture.CapturedBodies;
import dev.signalbox.capture.Captures;
import dev.signalbox.usage.UsageBucket;
import dev.signalbox.usage.UsageGroup;
import dev.signalbox.usage.UsagePage;
import dev.signalbox.usage.UsageQueries;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the ledger knows: the log of requests, and what they amount to. */
@Service
@Path("api/usage")
@Tag(name = "Usage")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
public class UsageResource {
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Duration USUAL_PERIOD = Duration.ofDays(7);
    private static final Duration LONGEST_PERIOD = Duration.ofDays(3660);

    /** Beyond this the hours would be more points than anybody reads. */
    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(14);

    private final UsageQueries queries;
    private final Captures captures;
    private final Clock clock;

    @Inject
    public UsageResource(UsageQueries queries, Captures captures, Clock clock) {
        this.queries = queries;
        this.captures = captures;
        this.clock = clock;
    }

    @GET
    @Path("history")
    @Operation(summary = "Requests, tokens and cost of a period, rolled up by hour or day")
    public UsageReport history(
            @Parameter(example = "2026-01-01T00:00:00Z") @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @Parameter(description = "model, provider, account or key") @QueryParam("groupBy") @DefaultValue("model")
                    String groupBy,
            @Parameter(description = "hour or day; hour up to two weeks unless said") @QueryParam("bucket") @Nullable
                    String bucket) {
        var until = to == null ? clock.instant() : instant("to", to);
        var since = from == null ? until.minus(USUAL_PERIOD) : instant("from", from);
        if (!since.isBefore(until) || since.plus(LONGEST_PERIOD).isBefore(until)) {
            throw ProblemException.invalid("from", "must be before to, and by ten years at most");
        }
        var group = UsageGroup.of(groupBy)
                .orElseThrow(() -> ProblemException.invalid("groupBy", "must be model, provider, account or key"));
        var width = bucket(bucket, Duration.between(since, until));
        return UsageReport.of(
                since,
                until,
                groupBy,
                width == UsageBucket.HOUR ? "hour" : "day",
                queries.history(since, until, group, width));
    }

    @GET
    @Path("logs")
    @Operation(summary = "The requests, newest first, one line each")
    public Page<LoggedLine> logs(@BeanParam RequestFilter filter, @BeanParam Paging paging) {
        var page = page(filter, paging);
        return new Page<>(page.items().stream().map(LoggedLine::of).toList(), page.next());
    }

    @GET
    @Path("request-logs")
    @Operation(summary = "The requests, newest first, without their attempts")
    public Page<RequestSummary> requests(@BeanParam RequestFilter filter, @BeanParam Paging paging) {
        var page = page(filter, paging);
        return new Page<>(page.items().stream().map(RequestSummary::of).toList(), page.next());
    }

    @GET
    @Path("request-logs/{requestId}")
    @Operation(summary = "One request by its x-signalbox-request-id, with every attempt")
    public RequestLog request(@PathParam("requestId") String requestId) {
        return queries.find(requestId).map(RequestLog::of).orElseThrow(() -> ProblemException.notFound("request"));
    }

    @GET
    @Path("request-logs/{requestId}/bodies")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "What the client sent and was answered, where ENABLE_REQUEST_LOGS captures that",
            description = "Credentials are blotted out. 404 when nothing was captured on this gateway, or it is gone")
    public CapturedBodies bodies(@PathParam("requestId") String requestId) {
        return captures.find(requestId).orElseThrow(() -> ProblemException.notFound("captured request"));
    }

    private UsagePage page(RequestFilter filter, Paging paging) {
        try {
            return queries.page(filter.asked(), paging.cursor(), paging.limit());
        } catch (IllegalArgumentException foreign) {
            throw ProblemException.badField("cursor", "is not one that this list gave");
        }
    }

    private static UsageBucket bucket(@Nullable String name, Duration period) {
        if (name == null) {
            return period.compareTo(LONGEST_BY_HOUR) > 0 ? UsageBucket.DAY : UsageBucket.HOUR;
        }
        return switch (name) {
            case "hour" -> UsageBucket.HOUR;
            case "day" -> UsageBucket.DAY;
            default -> throw ProblemException.invalid("bucket", "must be hour or day");
        };
    }

    /** Where a day begins, or ends if it is the last one. */
    private static Instant day(String text, boolean last) {
        return LocalDate.parse(text)
                .plusDays(last ? 1 : 0)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static Instant instant(String field, String text) {
        try {
            var instant = DAY.matcher(text).matches() ? day(text, field.equals("to")) : Instant.parse(text);
            // beyond these years the hours no longer fit their column
            if (instant.isAfter(Instant.EPOCH) && instant.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
                return instant;
            }
        } catch (DateTimeException unreadable) {
            // said below
        }
        throw ProblemException.invalid(field, "must be a moment such as 2026-01-01T00:00:00Z, or a day");
    }
}
