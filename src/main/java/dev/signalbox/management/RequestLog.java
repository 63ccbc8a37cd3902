package dev.signalbox.management;

import dev.signalbox.chat.TokenUsage;
import dev.signalbox.usage.LoggedAttempt;
import dev.signalbox.usage.LoggedRequest;
import dev.signalbox.usage.RouteDecision;
import jakarta.json.bind.annotation.JsonbNillable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One request as the ledger has it, with its attempts; what is not known yet, or never came, is null.
 *
 * @param costNanos nano-dollars
 * @param priced whether a price was known; the cost is 0 where none was
 * @param candidates each that could have answered, and why it was chosen or not
 * @param loss request fields that the provider's protocol could not carry
 */
@JsonbNillable
@Schema(name = "RequestLog")
public record RequestLog(
        String requestId,
        String status,
        @Nullable UUID keyId,
        String requestedModel,
        @Nullable String route,
        boolean stream,
        Instant startedAt,
        @Nullable Long firstEventMillis,
        @Nullable Long durationMillis,
        @Nullable String stopReason,
        Tokens usage,
        long costNanos,
        boolean priced,
        List<String> loss,
        List<Attempt> attempts,
        List<Candidate> candidates) {

    static RequestLog of(LoggedRequest request) {
        return new RequestLog(
                request.requestId(),
                request.status().id(),
                request.keyId(),
                request.requestedModel(),
                request.route(),
                request.stream(),
                request.startedAt(),
                request.firstEventMillis(),
                request.durationMillis(),
                request.stopReason(),
                Tokens.of(request.usage(), request.estimated()),
                request.costNanos(),
                request.priced(),
                request.loss(),
                request.attempts().stream().map(Attempt::of).toList(),
                request.decisions().stream().map(Candidate::of).toList());
    }

    /**
     * What became of one candidate.
     *
     * @param account the account's name, null where the provider needs none
     * @param decision {@code chosen}, {@code failed}, {@code skipped} (not called on purpose) or {@code not-needed}
     */
    @JsonbNillable
    @Schema(name = "RequestCandidate")
    public record Candidate(
            String route,
            @Nullable UUID accountId,
            @Nullable String account,
            String decision,
            String reason) {
        static Candidate of(RouteDecision one) {
            return new Candidate(one.route(), one.accountId(), one.account(), one.decision(), one.reason());
        }
    }

    /**
     * One call to a provider.
     *
     * @param failure why it did not serve, or broke off after it had begun to; null for the one that served
     * @param message that in words
     */
    @JsonbNillable
    @Schema(name = "RequestAttempt")
    public record Attempt(
            String route,
            @Nullable String account,
            @Nullable Integer status,
            @Nullable String failure,
            @Nullable String message,
            long durationMillis) {
        static Attempt of(LoggedAttempt attempt) {
            return new Attempt(
                    attempt.route(),
                    attempt.account(),
                    attempt.status(),
                    attempt.failure(),
                    attempt.message(),
                    attempt.durationMillis());
        }
    }

    /**
     * Tokens of one request.
     *
     * @param inputTokens without those read from or written to the prompt cache
     * @param outputTokens reasoning included
     * @param estimated whether they were counted here because the provider did not say
     */
    @Schema(name = "RequestTokens")
    public record Tokens(
            long inputTokens,
            long outputTokens,
            long cacheReadTokens,
            long cacheWriteTokens,
            long reasoningTokens,
            boolean estimated) {
        static Tokens of(TokenUsage usage, boolean estimated) {
            return new Tokens(
                    usage.input(), usage.output(), usage.cacheRead(), usage.cacheWrite(), usage.reasoning(), estimated);
        }
    }
}
