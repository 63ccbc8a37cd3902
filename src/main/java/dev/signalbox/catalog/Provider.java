package dev.signalbox.catalog;

import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Someone who answers requests: a vendor, a host, a reseller or a server on the own machine.
 *
 * @param id its name in the catalogue
 * @param prefix what stands before the slash in {@code prefix/model}
 * @param aliases further prefixes that mean the same
 * @param name for people
 * @param website where it is presented, null when not known
 * @param keyPage where keys are handed out, null when not known
 * @param tier how it is paid for
 * @param signIn how accounts are opened
 * @param endpoints its addresses, the preferred one first; empty while {@code missingSettings} is not
 * @param models those listed in the catalogue; any other name is accepted too
 * @param quirks where it differs from its protocols, whatever the address and model
 * @param note what a user should know, null when nothing
 * @param missingSettings configuration keys without which an address is incomplete
 * @param details what an account there may say besides its key
 */
public record Provider(
        String id,
        String prefix,
        List<String> aliases,
        String name,
        @Nullable URI website,
        @Nullable URI keyPage,
        Tier tier,
        Set<SignIn> signIn,
        List<ProviderEndpoint> endpoints,
        List<Model> models,
        Set<Quirk> quirks,
        @Nullable String note,
        Set<String> missingSettings,
        List<AccountDetail> details) {
    public Provider {
        aliases = List.copyOf(aliases);
        signIn = Set.copyOf(signIn);
        endpoints = List.copyOf(endpoints);
        models = List.copyOf(models);
        quirks = Set.copyOf(quirks);
        missingSettings = Set.copyOf(missingSettings);
        details = List.copyOf(details);
    }

    public Optional<ProviderEndpoint> endpoint(Protocol protocol) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.protocol() == protocol)
                .findFirst();
    }

    /** The addresses at which a model can be reached, the preferred one first. */
    public List<ProviderEndpoint> endpointsOf(Model model) {
        return endpoints.stream()
                .filter(endpoint -> model.speaks(endpoint.protocol(), endpoint.dialect()))
                .toList();
    }

    /** What a request writer must know of a model that is reached at one of the addresses. */
    public ModelProfile profile(ProviderEndpoint endpoint, Model model) {
        var all = EnumSet.noneOf(Quirk.class);
        all.addAll(quirks);
        all.addAll(endpoint.quirks());
        all.addAll(model.quirks());
        return new ModelProfile(model.id(), model.reasoning(), model.known() ? model.maxOutputTokens() : null, all);
    }
}
