package dev.signalbox.catalog;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/** The usage endpoints of vendors that have one; read once, at the start, and settled by the configuration. */
@Service
public class UsageEndpoints {
    static final String FILE = "usage.json";

    private static final String PREFIX = "signalbox.usage-endpoint.";
    private static final String VIA = "signalbox.usage-endpoint.via";

    private final Map<String, UsageEndpoint> byProvider;

    @Inject
    UsageEndpoints(Config config) {
        this((String key) -> config.getOptionalValue(key, String.class));
    }

    /**
     * With these settings.
     *
     * @param lookup finds the value of a key
     */
    public UsageEndpoints(Function<String, Optional<String>> lookup) {
        var file = DataFile.read(FILE);
        file.text("about");
        byProvider = file.objects("endpoints").stream()
                .map(fields -> endpoint(fields, lookup))
                .collect(Collectors.toUnmodifiableMap(UsageEndpoint::provider, Function.identity()));
        file.done();
    }

    /** That of a provider, by its id in the catalogue. */
    public Optional<UsageEndpoint> of(String provider) {
        return Optional.ofNullable(byProvider.get(provider));
    }

    private static UsageEndpoint endpoint(Fields fields, Function<String, Optional<String>> lookup) {
        var provider = fields.text("provider");
        var written = fields.text("address");
        var address = value(lookup, PREFIX + provider + ".url")
                .orElseGet(() -> value(lookup, VIA)
                        .map(via -> Detour.below(VIA, via, written))
                        .orElse(written));
        var endpoint = new UsageEndpoint(provider, fields.text("vendor"), address);
        fields.done();
        return endpoint;
    }

    private static Optional<String> value(Function<String, Optional<String>> lookup, String key) {
        return lookup.apply(key).map(String::strip).filter(text -> !text.isEmpty());
    }
}
