package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.catalog.AccountDetail;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.Modality;
import dev.signalbox.catalog.Model;
import dev.signalbox.catalog.Provider;
import dev.signalbox.catalog.SignIn;
import dev.signalbox.catalog.SignInMethod;
import dev.signalbox.catalog.SignInOffer;
import dev.signalbox.catalog.SignInOffers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the gateway knows of providers, whether connected or not. */
@Service
@Path("api/catalogue")
@Tag(name = "Providers")
@Produces(MediaType.APPLICATION_JSON)
public class CatalogueResource {
    private final Catalog catalog;
    private final SignInOffers offers;

    @Inject
    public CatalogueResource(Catalog catalog, SignInOffers offers) {
        this.catalog = catalog;
        this.offers = offers;
    }

    /** A provider with its models. */
    @Schema(name = "CatalogueProvider")
    public record Entry(
            String id,
            String prefix,
            List<String> aliases,
            String name,
            String tier,
            List<String> protocols,
            List<String> signIn,
            @Nullable URI website,
            @Nullable URI keyPage,
            @Nullable String note,
            Set<String> missingSettings,
            List<Detail> details,
            @Nullable Offer signInOffer,
            List<Listed> models) {}

    /**
     * How one signs in, and on what terms.
     *
     * @param terms what must be accepted with {@code acceptTerms}
     * @param restriction what the vendor has restricted, absent when nothing is known of that
     */
    @Schema(name = "SignInOffer")
    public record Offer(String terms, @Nullable Restricted restriction, List<Way> methods) {
        static Offer of(SignInOffer offer) {
            var restriction = offer.restriction();
            return new Offer(
                    offer.terms(),
                    restriction == null
                            ? null
                            : new Restricted(restriction.kind(), restriction.day(), restriction.says()),
                    offer.methods().stream().map(Way::of).toList());
        }
    }

    /**
     * A vendor's restriction.
     *
     * @param kind {@code own-client-only} or {@code closed}
     * @param since the day, as ISO has it
     */
    @Schema(name = "SignInRestriction")
    public record Restricted(String kind, String since, String says) {}

    /**
     * A way to sign in.
     *
     * @param missingSetting the configuration key that has to be set first
     */
    @Schema(name = "SignInMethod")
    public record Way(
            String id,
            String name,
            String kind,
            @Nullable String hint,
            @Nullable String missingSetting) {
        static Way of(SignInMethod method) {
            var client = method.client();
            return new Way(
                    method.id(),
                    method.name(),
                    method.kind().id(),
                    method.hint(),
                    client == null ? null : client.missingSetting());
        }
    }

    /** Something an account there may or must say besides its key. */
    @Schema(name = "CatalogueDetail")
    public record Detail(
            String name,
            String about,
            boolean required,
            @Nullable String byDefault) {}

    /** A model and its price, where one is known. */
    @Schema(name = "CatalogueModel")
    public record Listed(
            String id,
            String name,
            String kind,
            @Nullable Integer contextWindow,
            @Nullable Integer maxOutputTokens,
            List<String> inputs,
            List<String> outputs,
            boolean tools,
            boolean reasoning,
            PricingResource.@Nullable Rates price) {}

    @GET
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "Every known provider with its models and prices")
    public Page<Entry> list() {
        return Page.all(catalog.providers().stream().map(this::entry).toList());
    }

    private Entry entry(Provider provider) {
        return new Entry(
                provider.id(),
                provider.prefix(),
                provider.aliases(),
                provider.name(),
                provider.tier().id(),
                provider.endpoints().stream()
                        .map(endpoint -> endpoint.protocol().id())
                        .distinct()
                        .toList(),
                provider.signIn().stream().map(SignIn::id).sorted().toList(),
                provider.website(),
                provider.keyPage(),
                provider.note(),
                provider.missingSettings(),
                provider.details().stream().map(CatalogueResource::detail).toList(),
                offers.of(provider.id()).map(Offer::of).orElse(null),
                provider.models().stream().map(model -> listed(provider, model)).toList());
    }

    private static Detail detail(AccountDetail detail) {
        return new Detail(
                detail.name(),
                detail.about(),
                detail.required(),
                detail.byDefault().isEmpty() ? null : detail.byDefault());
    }

    private Listed listed(Provider provider, Model model) {
        return new Listed(
                model.id(),
                model.name(),
                model.kind().id(),
                model.known() ? model.contextWindow() : null,
                model.known() ? model.maxOutputTokens() : null,
                names(model.inputs()),
                names(model.outputs()),
                model.tools(),
                model.reasoning() != null,
                catalog.price(provider.id(), model.id())
                        .map(price -> PricingResource.Rates.of(price, false))
                        .orElse(null));
    }

    private static List<String> names(Set<Modality> modalities) {
        return modalities.stream().sorted().map(Modality::id).toList();
    }
}
