package dev.signalbox.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.startup.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    private static final Secret CANARY = Secret.of("canary-7f3a");
    private static final String PURPOSE = "account/1/api-key";

    @TempDir
    Path folder;

    @Test
    void opensWhatItSealedForTheSamePurpose() {
        var vault = vault();
        var sealed = vault.seal(CANARY, PURPOSE);

        assertThat(vault.open(sealed, PURPOSE)).isEqualTo(CANARY);
        assertThat(sealed.value())
                .doesNotContain("canary")
                .isNotEqualTo(vault.seal(CANARY, PURPOSE).value());
        assertThatThrownBy(() -> vault.open(sealed, "account/2/api-key")).isInstanceOf(VaultException.class);
    }

    @Test
    void refusesEveryChangedByte() {
        var vault = vault();
        var bytes = Base64.getUrlDecoder().decode(vault.seal(CANARY, PURPOSE).value());
        for (int i = 0; i < bytes.length; i++) {
            var changed = bytes.clone();
            changed[i] ^= 1;
            var sealed = sealed(changed);
            assertThatThrownBy(() -> vault.open(sealed, PURPOSE)).isInstanceOf(VaultException.class);
        }
        for (int length = 0; length < bytes.length; length++) {
            var cut = sealed(Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> vault.open(cut, PURPOSE)).isInstanceOf(VaultException.class);
        }
        assertThatThrownBy(() -> vault.open(new SealedText("*"), PURPOSE)).isInstanceOf(VaultException.class);
    }

    @Test
    void saysThatAnotherKeySealedIt(@TempDir Path elsewhere) {
        var sealed = vault().seal(CANARY, PURPOSE);

        assertThatThrownBy(() -> Vault.opened(new VaultConfig(null, elsewhere)).open(sealed, PURPOSE))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("another master key");
    }

    @Test
    void findsItsKeyAgainAtTheNextStart() {
        var sealed = vault().seal(CANARY, PURPOSE);

        assertThat(vault().open(sealed, PURPOSE)).isEqualTo(CANARY);
        assertThat(vault().derive("tokens", "HmacSHA256").getEncoded())
                .isEqualTo(vault().derive("tokens", "HmacSHA256").getEncoded())
                .isNotEqualTo(vault().derive("forms", "HmacSHA256").getEncoded());
    }

    @Test
    void keepsItsKeyWhereOnlyTheOwnerReadsIt() throws IOException {
        var fresh = folder.resolve("deep/data");
        Vault.opened(new VaultConfig(null, fresh));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh.resolve("master.key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rwx------");
        try (var files = Files.list(fresh)) {
            assertThat(files).containsExactly(fresh.resolve("master.key"));
        }
    }

    @Test
    void refusesAKeyFileThatOthersMayRead() throws IOException {
        vault();
        Files.setPosixFilePermissions(folder.resolve("master.key"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(this::vault).isInstanceOf(StartRefused.class).hasMessageContaining("chmod 600");
    }

    @Test
    void refusesAKeyThatIsNone() throws IOException {
        for (var text : new String[] {"c2hvcnQ=", "not base64!", "canary-7f3a"}) {
            assertThatThrownBy(() -> Vault.opened(new VaultConfig(Secret.of(text), folder)))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("MASTER_KEY")
                    .hasMessageNotContaining(text);
        }
        var file = folder.resolve("master.key");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        assertThatThrownBy(this::vault).isInstanceOf(StartRefused.class).hasMessageContaining(file.toString());
    }

    @Test
    void takesAGivenKeyAndWritesNoFile() throws IOException {
        var key = Secret.of(Base64.getEncoder().encodeToString(new byte[MasterKey.BYTES]));
        var vault = Vault.opened(new VaultConfig(key, folder));

        assertThat(vault.open(vault.seal(CANARY, PURPOSE), PURPOSE)).isEqualTo(CANARY);
        assertThat(folder).isEmptyDirectory();
    }

    private Vault vault() {
        return Vault.opened(new VaultConfig(null, folder));
    }

    private static SealedText sealed(byte[] bytes) {
        return new SealedText(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
