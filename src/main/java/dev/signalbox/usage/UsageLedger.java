package dev.signalbox.usage;

import dev.signalbox.Service;
import dev.signalbox.startup.StartupOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;

/** The durable record of every request: announced at its start, settled before the client sees its end. */
@Service
public class UsageLedger {
    private final UsageConfig config;
    private final LedgerWriter writer;

    @Inject
    UsageLedger(DataSource dataSource, Config config, Clock clock, Instance<UsageListener> listeners) {
        this(dataSource, UsageConfig.from(config), clock, listeners);
    }

    UsageLedger(DataSource dataSource, UsageConfig config, Clock clock, Iterable<UsageListener> listeners) {
        this.config = config;
        var id = UUID.randomUUID();
        this.writer = new LedgerWriter(
                config,
                new GroupCommit(new LedgerRows(dataSource, id), config.settleTimeout()),
                new Housekeeping(
                        new LedgerNode(dataSource, id, config.lease(), clock),
                        new LedgerRetention(dataSource, config.retention(), clock),
                        config.lease()),
                new ListenerFeed(listeners));
    }

    /** Settles what a dead process left and starts the writer; the tables must exist. */
    void open(@Observes @Priority(StartupOrder.LOAD) Startup event) {
        writer.open();
    }

    /** Writes what is still queued, then stops. */
    void close(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) Shutdown event) {
        writer.close();
    }

    /** Announces a request and returns at once. A request shorter than the start delay gets its one row at settlement. */
    public void started(StartedRequest request) {
        writer.offer(new LedgerEntry.Start(request, System.nanoTime()));
    }

    /**
     * Records the end of a request and returns when the rows are durable. The wait cannot be interrupted.
     *
     * @throws LedgerUnavailable when the database did not take the rows within the time limit
     */
    public void settle(SettledRequest request) {
        var durable = new CompletableFuture<Void>();
        var id = request.requestId();
        // the writer gives up by itself; the doubled limit is for a request that queued behind a batch in trouble
        var limit = config.settleTimeout().multipliedBy(2).toNanos();
        if (!writer.put(new LedgerEntry.Settle(request, durable), limit)) {
            throw new LedgerUnavailable(id, "the usage ledger's queue is full", null);
        }
        await(id, durable, System.nanoTime() + limit);
    }

    private static void await(String id, CompletableFuture<Void> durable, long deadline) {
        var interrupted = false;
        try {
            while (true) {
                try {
                    durable.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return;
                } catch (InterruptedException again) {
                    interrupted = true;
                } catch (TimeoutException late) {
                    throw new LedgerUnavailable(id, "the usage ledger did not answer in time", late);
                } catch (ExecutionException failed) {
                    throw new LedgerUnavailable(id, "the usage ledger did not accept the row", failed.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
