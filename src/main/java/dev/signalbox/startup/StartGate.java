package dev.signalbox.startup;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/**
 * Lets a step of the start pass, or ends the start with the step's sentence. With {@code signalbox.exit-on-fatal} the process
 * ends with status 3; without it (tests, development mode) only the application stays down.
 */
@Service
public class StartGate {
    /** What the process ends with when the start is refused. */
    public static final int EXIT_STATUS = 3;

    private final Operator operator;
    private final boolean exitOnFatal;

    @Inject
    StartGate(Operator operator, Config config) {
        this(
                operator,
                config.getOptionalValue("signalbox.exit-on-fatal", Boolean.class)
                        .orElse(false));
    }

    StartGate(Operator operator, boolean exitOnFatal) {
        this.operator = operator;
        this.exitOnFatal = exitOnFatal;
    }

    /** Runs a step; a {@link StartRefused} thrown by it is told to the operator and ends the start. */
    public void pass(Runnable step) {
        try {
            step.run();
        } catch (StartRefused refused) {
            operator.tell(System.lineSeparator() + "Signalbox does not start: " + refused.getMessage());
            if (exitOnFatal) {
                // not exit(): its hooks wait for the application that is waiting here; nothing has been opened yet
                Runtime.getRuntime().halt(EXIT_STATUS);
            }
            throw refused;
        }
    }
}
