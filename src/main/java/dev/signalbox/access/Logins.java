package dev.signalbox.access;

import dev.signalbox.Service;
import dev.signalbox.vault.Secret;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Signs people in. A wrong password makes the next attempt for that name and address wait, longer each time. */
@Service
public class Logins {
    private static final System.Logger LOG = System.getLogger(Logins.class.getName());

    /** How many attempts may be held at once; each holds a thread. */
    private static final int HELD = 16;

    /** A check costs a third of a second of processor time. */
    private static final int CHECKS = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Users users;
    private final Sessions sessions;
    private final LoginDelays delays;
    private final Pause pause;
    private final Semaphore held = new Semaphore(HELD);
    private final Semaphore checks = new Semaphore(CHECKS, true);

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void last(Duration duration) throws InterruptedException;
    }

    @Inject
    Logins(Users users, Sessions sessions, Clock clock) {
        this(users, sessions, clock, Thread::sleep);
    }

    Logins(Users users, Sessions sessions, Clock clock, Pause pause) {
        this.users = users;
        this.sessions = sessions;
        this.delays = new LoginDelays(clock);
        this.pause = pause;
    }

    /** Tries to sign in, which may take some seconds after earlier failures. */
    public LoginResult login(String username, Secret password, String address) {
        if (!held.tryAcquire()) {
            return new LoginResult.Busy(PATIENCE);
        }
        try {
            var wait = delays.take(username, address);
            if (wait.compareTo(LoginDelays.LONGEST) > 0) {
                return new LoginResult.Busy(wait);
            }
            pause.last(wait);
            return check(username, password, address);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new LoginResult.Busy(PATIENCE);
        } finally {
            held.release();
        }
    }

    private LoginResult check(String username, Secret password, String address) throws InterruptedException {
        if (!checks.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            return new LoginResult.Busy(PATIENCE);
        }
        try {
            var user = users.authenticate(username, password);
            if (user.isEmpty()) {
                LOG.log(Level.INFO, "A sign-in from {0} was refused", address);
                return new LoginResult.Refused();
            }
            delays.succeeded(username, address);
            return new LoginResult.Accepted(user.get(), sessions.issue(user.get()));
        } finally {
            checks.release();
        }
    }
}
