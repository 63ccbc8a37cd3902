package dev.signalbox.health;

import dev.signalbox.Service;
import dev.signalbox.relay.OpenExchanges;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/**
 * Listens for SIGTERM and Ctrl-C while the application runs. Liberty's own answer to them closes the port at once, so that
 * a client would be refused a connection instead of being told to come back; hence this goes first.
 */
@Service
class StopSignals {
    private final OrderlyStop stop;
    private List<ProcessSignal> heard = List.of();

    @Inject
    StopSignals(OpenExchanges exchanges, Config config) {
        this.stop = new OrderlyStop(exchanges, ShutdownConfig.of(config).grace(), () -> System.exit(0));
    }

    void listen(@Observes Startup event) {
        heard = List.of(ProcessSignal.hear("TERM", stop::begin), ProcessSignal.hear("INT", stop::begin));
    }

    void leave(@Observes Shutdown event) {
        heard.forEach(ProcessSignal::restore);
    }
}
