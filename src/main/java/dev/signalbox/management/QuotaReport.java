package dev.signalbox.management;

import jakarta.json.bind.annotation.JsonbNillable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an account has left.
 *
 * @param known whether anything is known; nothing known is not nothing left
 * @param vendor how asking the vendor went the last time; null when it was not asked since the start, or cannot be
 */
@JsonbNillable
@Schema(name = "Quota")
public record QuotaReport(
        UUID accountId,
        boolean known,
        List<Window> windows,
        @Nullable Asked vendor) {
    /**
     * A question to the vendor's usage endpoint.
     *
     * @param failure why it said nothing; null when it answered
     * @param nextAt before when it is not asked again
     */
    @JsonbNillable
    @Schema(name = "QuotaAsked")
    public record Asked(Instant askedAt, @Nullable String failure, Instant nextAt) {}

    /**
     * An allowance for a stretch of time; what is null is not known.
     *
     * @param id the declaration's, to change or remove it; null for a window that nobody declared
     * @param model null for the whole account
     * @param unit {@code requests}, {@code tokens}, {@code cost} (nano-dollars), or {@code fraction} (0 to 1)
     * @param usedShare from 0 to 1
     * @param resetsAt when it is whole again
     * @param lengthSeconds from one reset to the next
     * @param runsOutAt when nothing will be left at the pace of the last hour; null when it lasts until the reset
     * @param source {@code vendor}, {@code headers}, {@code learned} or {@code declared}
     * @param seenAt when it was told or counted
     */
    @JsonbNillable
    @Schema(name = "QuotaWindow")
    public record Window(
            @Nullable UUID id,
            String name,
            @Nullable String model,
            String unit,
            @Nullable Number limit,
            @Nullable Number used,
            @Nullable Number remaining,
            @Nullable Double usedShare,
            @Nullable Instant resetsAt,
            @Nullable Long lengthSeconds,
            @Nullable Instant runsOutAt,
            String source,
            Instant seenAt) {}
}
