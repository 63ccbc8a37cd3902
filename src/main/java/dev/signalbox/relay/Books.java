package dev.signalbox.relay;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.quota.Spent;
import dev.signalbox.routing.Candidate;
import dev.signalbox.routing.Plan;
import dev.signalbox.usage.Attempt;
import dev.signalbox.usage.Charge;
import dev.signalbox.usage.LedgerUnavailable;
import dev.signalbox.usage.SettledRequest;
import dev.signalbox.usage.StartedRequest;
import dev.signalbox.usage.UsageStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What the ledger will say about one request, collected on the way and settled once. */
final class Books implements Attempts.Witness, Settlement {
    private static final System.Logger LOG = System.getLogger(Books.class.getName());

    private final Desk desk;
    private final StartedRequest started;
    private final Presence client;
    private final List<Attempt> attempts = new ArrayList<>();
    private final AtomicBoolean settled = new AtomicBoolean();
    private @Nullable Candidate last;
    private @Nullable Duration firstEvent;
    private @Nullable RelayedRequest request;
    private List<String> losses = List.of();
    private @Nullable String session;
    private @Nullable Explanation explanation;

    Books(Desk desk, StartedRequest started, Presence client) {
        this.desk = desk;
        this.started = started;
        this.client = client;
        desk.ledger().started(started);
    }

    /** Notes what tells the conversation from others, and hands it on. */
    @Nullable
    String inSession(@Nullable String key) {
        session = key;
        return key;
    }

    @Override
    public void planned(Plan plan) {
        explanation = new Explanation(plan);
    }

    @Override
    public void closed(Plan.Decision closed) {
        if (explanation != null) {
            explanation.closed(closed);
        }
    }

    void routed(RelayedRequest routed) {
        request = routed;
    }

    @Override
    public Presence client() {
        return client;
    }

    int attempts() {
        return attempts.size();
    }

    @Override
    public void attempted(Candidate candidate, @Nullable Failure failure, Duration took) {
        last = candidate;
        if (explanation != null) {
            explanation.attempted(candidate, failure);
        }
        var account = candidate.account();
        attempts.add(new Attempt(
                candidate.route(),
                account == null ? null : account.id(),
                account == null ? null : account.name(),
                status(failure),
                failure == null ? null : failure.kind(),
                failure == null ? null : failure.message(),
                took));
    }

    /** Whoever had begun to answer failed after all: the account rests, and its attempt says so. */
    private void brokeOff(Candidate candidate, Failure failure) {
        desk.cooldowns().failed(candidate, failure);
        if (explanation != null) {
            explanation.brokeOff(candidate, failure);
        }
        var begun = attempts.removeLast();
        var status = status(failure);
        attempts.add(new Attempt(
                begun.route(),
                begun.accountId(),
                begun.account(),
                status == null ? begun.status() : status,
                failure.kind(),
                failure.message(),
                begun.duration()));
    }

    /** Not where the client left, or the gateway itself failed. */
    private static boolean byProvider(Failure failure) {
        return switch (failure.kind()) {
            case CANCELLED, INTERNAL -> false;
            case CLIENT_FAULT,
                    UNAUTHORIZED,
                    FORBIDDEN,
                    PAYMENT,
                    RATE_LIMITED,
                    QUOTA_EXHAUSTED,
                    MODEL_UNAVAILABLE,
                    OVERLOADED,
                    TIMEOUT,
                    UNREACHABLE,
                    MISCONFIGURED -> true;
        };
    }

    private static @Nullable Integer status(@Nullable Failure failure) {
        if (failure == null) {
            return 200;
        }
        return switch (failure.kind()) {
            case TIMEOUT, UNREACHABLE, CANCELLED, INTERNAL -> null;
            default -> failure.status();
        };
    }

    void committed(Opened opened) {
        firstEvent = sinceStart();
        losses = opened.losses();
    }

    private Duration sinceStart() {
        return Duration.between(started.startedAt(), desk.clock().instant());
    }

    /** Nobody answered, or the request was refused. */
    void refused(Failure failure) {
        settle(new AnswerTrack(), failure);
    }

    @Override
    public void settle(AnswerTrack track, @Nullable Failure failure) {
        if (!settled.compareAndSet(false, true)) {
            return;
        }
        client.release(); // an interrupt would keep the row from the ledger
        if (firstEvent != null && last != null && failure != null && byProvider(failure)) {
            brokeOff(last, failure);
        }
        var told = track.usage();
        boolean estimated = firstEvent != null && (told == null || track.finish() == null);
        var usage = !estimated ? (told == null ? TokenUsage.ZERO : told) : estimate(track, told);
        try {
            desk.ledger().settle(row(track, failure, usage, estimated));
        } catch (LedgerUnavailable e) {
            LOG.log(System.Logger.Level.ERROR, "The ledger has no row for request " + started.requestId() + ".", e);
        }
        spend(usage, failure);
    }

    /** Counts what was answered, be it cut off later, against the account's declared windows. */
    private void spend(TokenUsage usage, @Nullable Failure failure) {
        var by = last;
        boolean answered = firstEvent != null || failure == null;
        if (!answered || by == null) {
            return;
        }
        desk.sessions().answered(session, by, usage.prompt() + usage.output());
        if (by.account() == null) {
            return;
        }
        var charge = charge(by, usage);
        var spent = new Spent(
                usage.prompt() + usage.output(),
                charge == null ? 0 : charge.cost().nanos());
        desk.quotas().spent(by.account().id(), by.profile().model(), spent);
    }

    private TokenUsage estimate(AnswerTrack track, @Nullable TokenUsage told) {
        long output = Math.round(desk.estimator().output(track.text()) * track.textFactor());
        if (told != null) {
            return new TokenUsage(
                    told.input(),
                    Math.max(told.output(), output),
                    told.cacheRead(),
                    told.cacheWrite5m(),
                    told.cacheWrite1h(),
                    told.reasoning());
        }
        return TokenUsage.of(inputEstimate(), output);
    }

    private long inputEstimate() {
        if (request == null) {
            return 0;
        }
        try {
            return desk.estimator().input(request.conversation());
        } catch (ChatException unreadable) {
            return 0;
        }
    }

    private SettledRequest row(AnswerTrack track, @Nullable Failure failure, TokenUsage usage, boolean estimated) {
        var by = last;
        return new SettledRequest(
                started,
                statusOf(failure),
                by == null ? null : by.route(),
                by == null ? null : by.provider(),
                by == null ? null : by.profile().model(),
                by == null || by.account() == null ? null : by.account().id(),
                firstEvent,
                sinceStart(),
                track.finish(),
                usage,
                estimated,
                by == null ? null : charge(by, usage),
                losses,
                failure,
                attempts,
                explanation == null ? List.of() : explanation.decisions());
    }

    private static UsageStatus statusOf(@Nullable Failure failure) {
        if (failure == null) {
            return UsageStatus.SUCCEEDED;
        }
        return failure.kind() == Failure.Kind.CANCELLED ? UsageStatus.CANCELLED : UsageStatus.FAILED;
    }

    private @Nullable Charge charge(Candidate candidate, TokenUsage usage) {
        return desk.catalog()
                .price(candidate.provider(), candidate.profile().model())
                .map(price -> Charge.of(usage, price))
                .orElse(null);
    }
}
