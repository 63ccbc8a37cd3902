package dev.signalbox.vault;

import java.nio.file.Path;
import java.util.Base64;

/** Vaults for tests of what is sealed. */
public final class TestVaults {
    private TestVaults() {}

    /** An open vault with a key of its own that touches no file. */
    public static Vault open() {
        var key = Secret.of(Base64.getEncoder().encodeToString(new byte[MasterKey.BYTES]));
        return Vault.opened(new VaultConfig(key, Path.of("unused")));
    }
}
