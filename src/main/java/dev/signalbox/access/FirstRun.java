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
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** Makes the first user and the first API key when there is no user yet, and shows what it generated once. */
@Service
class FirstRun {
    private static final String ADMIN = "admin";

    private final AccessConfig config;
    private final Users users;
    private final ApiKeys keys;
    private final Durability durability;
    private final Operator operator;
    private final StartGate gate;

    @Inject
    FirstRun(Config config, Users users, ApiKeys keys, Durability durability, Operator operator, StartGate gate) {
        this.config = AccessConfig.from(config);
        this.users = users;
        this.keys = keys;
        this.durability = durability;
        this.operator = operator;
        this.gate = gate;
    }

    void onStartup(@Observes @Priority(StartupOrder.FIRST_RUN) Startup event) {
        gate.pass(this::prepare);
    }

    private void prepare() {
        if (!users.list().isEmpty()) {
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
        durability.force();
        writeFile(key);
        if (given == null) {
            operator.tell(
                    "Signalbox: sign in as \"admin\" with the password " + password.reveal() + " (shown only now)");
        }
        operator.tell("Signalbox: your first API key is " + key.reveal() + " (shown only now)");
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
                    "The first API key could not be written to %s. Correct signalbox.bootstrap.api-key-file."
                            .formatted(file),
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
