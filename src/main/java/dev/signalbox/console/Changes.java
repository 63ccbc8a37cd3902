package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.access.AccessException;
import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.catalog.PrefixInUse;
import dev.signalbox.routing.ComboNameInUse;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/** Makes a change for an admin and says how it went; whatever a service refuses becomes a message. */
@Service
class Changes {
    private static final System.Logger LOG = System.getLogger(Changes.class.getName());

    private final Visitor visitor;
    private final Notices notices;

    @Inject
    Changes(Visitor visitor, Notices notices) {
        this.visitor = visitor;
        this.notices = notices;
    }

    /** Whether the change was made. */
    boolean make(Runnable change, String key, Object... details) {
        boolean made = run(change);
        if (made) {
            notices.done(key, details);
        }
        return made;
    }

    /** Does something that says itself how it went; false when it failed. */
    @SuppressWarnings("CatchingUnchecked") // whatever went wrong, the page says so and the log has the rest
    boolean run(Runnable change) {
        if (!visitor.isAdmin()) {
            notices.failed("error.readOnly");
            return false;
        }
        try {
            change.run();
            return true;
        } catch (InvalidSetting refused) {
            notices.refused(refused.getMessage());
        } catch (PrefixInUse taken) {
            notices.failed("error.prefixInUse", taken.prefix());
        } catch (ComboNameInUse taken) {
            notices.failed("error.comboNameInUse", taken.name());
        } catch (AccessException refused) {
            notices.refused(refused.getMessage());
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "A change from the console failed", failed);
            notices.failed("error.unexpected");
        }
        return false;
    }
}
