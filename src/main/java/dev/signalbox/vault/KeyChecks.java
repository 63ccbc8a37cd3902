package dev.signalbox.vault;

import dev.signalbox.Service;
import dev.signalbox.startup.StartGate;
import dev.signalbox.startup.StartRefused;
import dev.signalbox.startup.StartupOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** Makes sure at the start that the master key and the database belong together. */
@Service
class KeyChecks {
    private static final Secret WORD = Secret.of("signalbox");

    private final EntityManager entities;
    private final Vault vault;
    private final StartGate gate;

    @Inject
    KeyChecks(EntityManager entities, Vault vault, StartGate gate) {
        this.entities = entities;
        this.vault = vault;
        this.gate = gate;
    }

    @Transactional
    void onStartup(@Observes @Priority(StartupOrder.CHECK_KEY) Startup event) {
        gate.pass(this::check);
    }

    private void check() {
        var known = entities.find(KeyCheck.class, KeyCheck.ID);
        if (known == null) {
            vault.keep();
            entities.persist(new KeyCheck(vault.seal(WORD, KeyCheck.PURPOSE)));
            return;
        }
        // another gateway may have sealed a new database since it was looked at
        compare(vault, new SealedText(known.sealed));
    }

    /** Refuses to start when the vault cannot open the word that a database was sealed with. */
    static void compare(Vault vault, SealedText sealed) {
        if (vault.isFresh()) {
            throw new StartRefused("The file master.key is missing from DATA_DIR, but this database was sealed with it."
                    + " Restore the file, or set MASTER_KEY to its content.");
        }
        try {
            vault.open(sealed, KeyCheck.PURPOSE);
        } catch (VaultException otherKey) {
            throw new StartRefused(
                    "The master key is not the one this database was sealed with."
                            + " Restore MASTER_KEY, or DATA_DIR/master.key, as it was.",
                    otherKey);
        }
    }
}
