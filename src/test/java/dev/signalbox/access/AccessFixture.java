package dev.signalbox.access;

import dev.signalbox.database.OpenTransaction;
import dev.signalbox.startup.TestClock;
import dev.signalbox.vault.Secret;
import dev.signalbox.vault.TestVaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything of this package, wired by hand over a database in memory. */
final class AccessFixture implements AutoCloseable {
    static final Secret PASSWORD = Secret.of("canary-password");

    final OpenTransaction transaction = new OpenTransaction();
    final TestClock clock = new TestClock();
    final Users users = new Users(new UserRows(transaction.entities()), clock, new Passwords(1000));
    final ApiKeys keys = keys(true);
    final List<Duration> pauses = new ArrayList<>();
    final Sessions sessions = sessions();
    final Logins logins = new Logins(users, sessions, clock, pause -> {
        pauses.add(pause);
        clock.advance(pause);
    });

    ApiKeys keys(boolean required) {
        return new ApiKeys(new ApiKeyRows(transaction.entities()), clock, required);
    }

    Sessions sessions() {
        return new Sessions(TestVaults.open(), users, new EndedSessionRows(transaction.entities()), clock);
    }

    UserAccount admin() {
        return users.create("admin", PASSWORD, Role.ADMIN);
    }

    @Override
    public void close() {
        transaction.close();
    }
}
