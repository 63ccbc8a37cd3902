package dev.signalbox.quota;

import dev.signalbox.Service;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.catalog.UsageEndpoint;
import dev.signalbox.catalog.UsageEndpoints;
import dev.signalbox.chat.ChatException;
import dev.signalbox.egress.Sender;
import dev.signalbox.signin.Credentials;
import dev.signalbox.signin.SignInException;
import dev.signalbox.signin.VendorAnswer;
import dev.signalbox.signin.VendorHttp;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Asks a vendor what an account has left: with a token that is good now, by the account's own proxy. */
@Service
class UsageQuestions {
    private static final String DEFAULT_REGION = "us-east-1";

    private final UsageEndpoints endpoints;
    private final VendorHttp http;
    private final UnaryOperator<HeldAccount> fresh;
    private final Predicate<HeldAccount> renewed;
    private final Clock clock;
    private final Map<String, VendorUsage> vendors;

    @Inject
    UsageQuestions(
            UsageEndpoints endpoints,
            VendorHttp http,
            Credentials credentials,
            @Any Instance<VendorUsage> vendors,
            Clock clock) {
        this(
                endpoints,
                http,
                credentials::fresh,
                credentials::refused,
                vendors.stream().toList(),
                clock);
    }

    /**
     * With other tokens.
     *
     * @param fresh the account with a token that is good for a call
     * @param renewed told of a token that was refused; whether there is another one
     */
    UsageQuestions(
            UsageEndpoints endpoints,
            VendorHttp http,
            UnaryOperator<HeldAccount> fresh,
            Predicate<HeldAccount> renewed,
            List<VendorUsage> vendors,
            Clock clock) {
        this.endpoints = endpoints;
        this.http = http;
        this.fresh = fresh;
        this.renewed = renewed;
        this.vendors = vendors.stream().collect(Collectors.toUnmodifiableMap(VendorUsage::id, Function.identity()));
        this.clock = clock;
    }

    /** Whether the vendor tells what this account has left. */
    boolean answered(HeldAccount account) {
        return endpoints
                .of(account.provider())
                .flatMap(endpoint -> call(endpoint, account))
                .isPresent();
    }

    /**
     * The windows of an account, as its vendor tells them.
     *
     * @throws UsageRefused when it does not, with the reason
     */
    List<QuotaWindow> ask(HeldAccount account) {
        var endpoint = endpoints.of(account.provider()).orElseThrow();
        try {
            var sender = new Sender(account.provider(), account.id());
            var answer = VendorHttp.as(sender, () -> answer(endpoint, account));
            if (!answer.ok()) {
                throw new UsageRefused("status " + answer.status() + ": " + answer.explanation());
            }
            return vendor(endpoint).read(new Facts(answer.json()), clock.instant());
        } catch (SignInException | ChatException failed) {
            throw new UsageRefused(Objects.requireNonNullElse(failed.getMessage(), "The vendor does not answer."));
        }
    }

    private VendorAnswer answer(UsageEndpoint endpoint, HeldAccount account) {
        var used = fresh.apply(account);
        var answer = send(endpoint, used);
        return answer.status() == 401 && renewed.test(used) ? send(endpoint, fresh.apply(used)) : answer;
    }

    private VendorAnswer send(UsageEndpoint endpoint, HeldAccount account) {
        return call(endpoint, account)
                .orElseThrow(() -> new UsageRefused("The account has no token that its vendor takes for this."))
                .send(http);
    }

    private Optional<UsageCall> call(UsageEndpoint endpoint, HeldAccount account) {
        var region = Objects.requireNonNullElse(account.detail("region"), DEFAULT_REGION);
        return vendor(endpoint).call(endpoint.address().replace("{region}", region), account);
    }

    private VendorUsage vendor(UsageEndpoint endpoint) {
        return Objects.requireNonNull(vendors.get(endpoint.vendor()), endpoint.vendor());
    }
}
