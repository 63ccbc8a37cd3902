package dev.signalbox.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that signs itself, made by the JDK's keytool. */
public final class Certificate {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore store;

    private Certificate(KeyStore store) {
        this.store = store;
    }

    /** Makes one for this host. */
    public static Certificate of(String host, Path folder) throws IOException, GeneralSecurityException {
        var file = folder.resolve(host + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-validity",
                        "30",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        return new Certificate(KeyStore.getInstance(file.toFile(), PASSWORD));
    }

    /** For a server that shows it. */
    public SSLContext server() throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** As PEM. */
    public String pem() throws GeneralSecurityException {
        var body =
                Base64.getMimeEncoder().encodeToString(store.getCertificate("a").getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    /** As a file that a trust store may be. */
    public Path pem(Path file) throws IOException, GeneralSecurityException {
        return Files.writeString(file, pem());
    }
}
