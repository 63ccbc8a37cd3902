package dev.signalbox.vault;

import dev.signalbox.Service;
import dev.signalbox.startup.StartGate;
import dev.signalbox.startup.StartupOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import javax.crypto.SecretKey;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Seals secrets for the database and opens them again. Available from {@link StartupOrder#OPEN_VAULT} on. */
@Service
public class Vault {
    private final VaultConfig config;
    private final @Nullable StartGate gate;
    private volatile @Nullable Open open;

    /** What exists once the master key is known; a fresh one is not in its file yet. */
    private record Open(MasterKey key, Seal seal, boolean fresh) {
        Open(MasterKey key, boolean fresh) {
            this(key, new Seal(key), fresh);
        }
    }

    @Inject
    Vault(Config config, StartGate gate) {
        this.config = VaultConfig.from(config);
        this.gate = gate;
    }

    private Vault(VaultConfig config) {
        this.config = config;
        this.gate = null;
        unlock();
        keep();
    }

    /** A vault that is open at once, with its key in {@code folder} or from {@code masterKey}. */
    static Vault opened(VaultConfig config) {
        return new Vault(config);
    }

    void onStartup(@Observes @Priority(StartupOrder.OPEN_VAULT) Startup event) {
        if (gate != null) {
            gate.pass(this::unlock);
        }
    }

    private void unlock() {
        var given = config.masterKey();
        var file = new KeyFile(config.folder());
        if (given != null) {
            open = new Open(MasterKey.parse(given.reveal(), "MASTER_KEY"), false);
        } else if (file.exists()) {
            open = new Open(file.read(), false);
        } else {
            open = new Open(MasterKey.random(), true);
        }
    }

    /** True when the key was made at this start: a database that was sealed before needs another one. */
    boolean isFresh() {
        return opened().fresh();
    }

    /** Writes a fresh key to its file, which must happen before anything sealed with it is stored. */
    void keep() {
        if (isFresh()) {
            open = new Open(new KeyFile(config.folder()).create(opened().key()), false);
        }
    }

    /** Seals a secret; only the same {@code purpose}, such as a table, row and column, opens it again. */
    public SealedText seal(Secret secret, String purpose) {
        return opened().seal().close(secret, purpose);
    }

    /** Opens what was sealed for this purpose, or throws {@link VaultException}. */
    public Secret open(SealedText sealed, String purpose) {
        return opened().seal().open(sealed, purpose);
    }

    /** A key for one purpose, the same at every start and on every node. */
    public SecretKey derive(String purpose, String algorithm) {
        return opened().key().derive(purpose, algorithm);
    }

    private Open opened() {
        var now = open;
        if (now == null) {
            throw new IllegalStateException("The vault is not open yet");
        }
        return now;
    }
}
