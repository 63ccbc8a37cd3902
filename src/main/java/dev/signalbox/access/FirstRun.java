package dev.signalbox.access;

import dev.signalbox.Service;
import dev.signalbox.database.Durability;
import dev.signalbox.startup.Operator;
import dev.signalbox.startup.StartGate;
import dev.signalbox.startup.StartRefused;
import dev.signalbox.startup.StartupOrder;
import dev.signalbox.vault.Secret;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;

/**
 * Makes the first user and the first API key when there is no user yet, and shows what it generated once. Whoever named a file
 * for the key gets one at a later start too, for an hour: {@code ./signalbox demo} calls the gateway with it.
 */
@Service
class FirstRun {
    private static final String ADMIN = "admin";
    private static final String HANDED_OVER = "Handed over at start";
    private static final Duration HAND_OVER = Duration.ofHours(1);

    private final AccessConfig config;
    private final Users users;
    private final ApiKeys keys;
    private final Runnable durability;
    private final Consumer<String> operator;
    private final Consumer<Runnable> gate;
    private final Clock clock;

    @Inject
    FirstRun(
            Config config,
            Users users,
            ApiKeys keys,
            Durability durability,
            Operator operator,
            StartGate gate,
            Clock clock) {
        this(AccessConfig.from(config), users, keys, durability::force, operator::tell, gate::pass, clock);
    }

    FirstRun(
            AccessConfig config,
            Users users,
            ApiKeys keys,
            Runnable durability,
            Consumer<String> operator,
            Consumer<Runnable> gate,
            Clock clock) {
        this.config = config;
        this.users = users;
        this.keys = keys;
        this.durability = durability;
        this.operator = operator;
        this.gate = gate;
        this.clock = clock;
    }

    void onStartup(@Observes @Priority(StartupOrder.FIRST_RUN) Startup event) {
        start();
    }

    void start() {
        gate.accept(this::prepare);
    }

    private void prepare() {
        if (!users.list().isEmpty()) {
            handOver();
            return;
        }
        var given = config.initialPassword();
        var password = given == null ? RandomText.password() : given;
        try {
            users.create(ADMIN, password, Role.ADMIN);
        } catch (AccessException anotherNodeWasFaster) {
            return;
        }
        var key = keys.create("First key", Set.of(), null).key();
        durability.run();
        writeFile(key);
        if (given == null) {
            operator.accept(
                    "Signalbox: sign in as \"admin\" with the password " + password.reveal() + " (shown only now)");
        }
        operator.accept("Signalbox: your first API key is " + key.reveal() + " (shown only now)");
    }

    private void handOver() {
        if (config.firstKeyFile() == null) {
            return;
        }
        keys.list().stream().filter(key -> key.name().equals(HANDED_OVER)).forEach(key -> keys.delete(key.id()));
        writeFile(keys.create(HANDED_OVER, Set.of(), clock.instant().plus(HAND_OVER))
                .key());
    }

    private void writeFile(Secret key) {
        var file = config.firstKeyFile();
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, ownerOnly(file));
            Files.writeString(file, key.reveal() + "\n");
        } catch (IOException unwritable) {
            throw new StartRefused(
                    "The API key could not be written to %s. Correct signalbox.bootstrap.api-key-file.".formatted(file),
                    unwritable);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
