package dev.signalbox.egress;

import dev.signalbox.Service;
import dev.signalbox.startup.StartRefused;
import dev.signalbox.vault.Secret;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are believed: the Java runtime's authorities, and those of {@code signalbox.upstream.trust-store} with
 * them. Nothing turns the check off.
 */
@Service
public class TrustStore {
    private static final String KEY = "signalbox.upstream.trust-store";

    private final @Nullable KeyStore extended;
    private final SSLContext context;

    @Inject
    TrustStore(Config config) {
        this(
                config.getOptionalValue("signalbox.upstream.trust-store", Path.class)
                        .orElse(null),
                config.getOptionalValue("signalbox.upstream.trust-store-password", String.class)
                        .filter(text -> !text.isEmpty())
                        .map(Secret::of)
                        .orElse(null));
    }

    TrustStore(@Nullable Path file, @Nullable Secret password) {
        try {
            extended = file == null ? null : with(certificates(file, password));
            context = SSLContext.getInstance("TLS");
            context.init(null, managers(extended), null);
        } catch (IOException | GeneralSecurityException unusable) {
            throw new StartRefused(
                    "The certificates in %s cannot be read: %s. Correct %s or its password."
                            .formatted(file, unusable.getMessage(), KEY),
                    unusable);
        }
    }

    /** All authorities, when there are others than the Java runtime's. */
    public Optional<KeyStore> extended() {
        return Optional.ofNullable(extended);
    }

    /** For TLS with these authorities. */
    public SSLContext context() {
        return context;
    }

    /** PEM begins with dashes; everything else is a PKCS#12 or JKS store. */
    private static List<Certificate> certificates(Path file, @Nullable Secret password)
            throws IOException, GeneralSecurityException {
        var start = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (start.contains("-----BEGIN CERTIFICATE-----")) {
            try (var in = Files.newInputStream(file)) {
                return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            }
        }
        var store = KeyStore.getInstance(
                file.toFile(), password == null ? null : password.reveal().toCharArray());
        var found = new ArrayList<Certificate>();
        for (var alias : Collections.list(store.aliases())) {
            found.add(store.getCertificate(alias));
        }
        return found;
    }

    private static KeyStore with(List<Certificate> own) throws IOException, GeneralSecurityException {
        if (own.isEmpty()) {
            throw new IOException("it holds no certificate");
        }
        var all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        int n = 0;
        for (var authority : runtimes()) {
            all.setCertificateEntry("runtime-" + n++, authority);
        }
        for (var authority : own) {
            all.setCertificateEntry("own-" + n++, authority);
        }
        return all;
    }

    private static List<X509Certificate> runtimes() throws GeneralSecurityException {
        var found = new ArrayList<X509Certificate>();
        for (var manager : managers(null)) {
            if (manager instanceof X509TrustManager x509) {
                found.addAll(List.of(x509.getAcceptedIssuers()));
            }
        }
        return found;
    }

    private static javax.net.ssl.TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
