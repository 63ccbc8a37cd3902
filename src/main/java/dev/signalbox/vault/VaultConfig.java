package dev.signalbox.vault;

import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the vault.
 *
 * @param masterKey base64 of 32 bytes; absent, the key lives in a file
 * @param folder where that file is
 */
record VaultConfig(@Nullable Secret masterKey, Path folder) {
    static VaultConfig from(Config config) {
        return new VaultConfig(
                config.getOptionalValue("signalbox.master-key", String.class)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(Secret::of)
                        .orElse(null),
                Path.of(config.getValue("signalbox.data-dir", String.class)));
    }
}
