package dev.signalbox.catalog;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Where one can sign in, and how; read once, at the start. */
@Service
public class SignInOffers {
    static final String FILE = "sign-in.json";

    private final List<SignInOffer> offers;

    @Inject
    SignInOffers(Config config) {
        this(SignInConfig.of(config));
    }

    SignInOffers(SignInConfig config) {
        offers = new SignInReader(config).read(DataFile.read(FILE));
    }

    public List<SignInOffer> all() {
        return offers;
    }

    /** The offer of a provider, by its id in the catalogue. */
    public Optional<SignInOffer> of(String provider) {
        return offers.stream()
                .filter(offer -> offer.provider().equals(provider))
                .findFirst();
    }
}
