package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.account.CredentialKind;
import dev.signalbox.catalog.SignIn;
import dev.signalbox.catalog.SignInMethod;
import dev.signalbox.catalog.SignInOffer;
import dev.signalbox.catalog.SignInOffers;
import dev.signalbox.routing.Cooldowns;
import dev.signalbox.signin.Outcome;
import dev.signalbox.signin.SignInException;
import dev.signalbox.signin.SignInWish;
import dev.signalbox.signin.SignIns;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog that signs in at a provider: choose a way and accept the terms, go on at the vendor, done. */
@Named
@Service
public class SignInPage {
    private final SignIns signIns;
    private final SignInOffers offers;
    private final Cooldowns cooldowns;
    private final Visitor visitor;
    private final Notices notices;
    private final SignInForm form;

    @Inject
    SignInPage(
            SignIns signIns,
            SignInOffers offers,
            Cooldowns cooldowns,
            Visitor visitor,
            Notices notices,
            SignInForm form) {
        this.signIns = signIns;
        this.offers = offers;
        this.cooldowns = cooldowns;
        this.visitor = visitor;
        this.notices = notices;
        this.form = form;
    }

    /** Whether one can sign in at a provider, rather than enter a key. */
    public boolean offered(String provider) {
        return offers.of(provider).isPresent();
    }

    /** Whether an account came from a sign-in that can be made again. */
    public boolean repeatable(Account account) {
        boolean signedIn = account.kind() == CredentialKind.OAUTH || account.kind() == CredentialKind.SERVICE_ACCOUNT;
        return signedIn && offered(account.provider());
    }

    public void open(String provider) {
        form.begin(provider, null);
        chooseFirst();
    }

    public void again(Account account) {
        form.begin(account.provider(), account.id().toString());
        chooseFirst();
    }

    private void chooseFirst() {
        getMethods().stream().findFirst().ifPresent(method -> form.setMethod(method.id()));
    }

    /** What is offered where the dialog was opened; null before it was. */
    public @Nullable SignInOffer getOffer() {
        return offers.of(form.getProvider()).orElse(null);
    }

    public List<SignInMethod> getMethods() {
        return Optional.ofNullable(getOffer()).map(SignInOffer::methods).orElse(List.of());
    }

    private Optional<SignInMethod> chosen() {
        return Optional.ofNullable(getOffer()).flatMap(offer -> offer.method(form.getMethod()));
    }

    /** What to do, in the words of the catalogue; empty when the way speaks for itself. */
    public String getHint() {
        return chosen().map(SignInMethod::hint).orElse("");
    }

    /** The configuration key that has to be set first, empty when nothing is missing. */
    public String getMissingSetting() {
        return chosen().map(SignInMethod::client)
                .map(client -> client.missingSetting())
                .orElse("");
    }

    /** Whether the way takes a file's content. */
    public boolean isFile() {
        return chosen().map(SignInMethod::kind)
                .filter(kind ->
                        kind == SignIn.CREDENTIAL_FILE || kind == SignIn.SERVICE_ACCOUNT || kind == SignIn.AWS_KEYS)
                .isPresent();
    }

    /** Whether the way leads through a company's portal at AWS. */
    public boolean isPortal() {
        return chosen().map(SignInMethod::client)
                .filter(client -> client.address("register").isPresent()
                        && client.address("start").isEmpty())
                .isPresent();
    }

    /** From the first step to the second, or to the end for a file. */
    public void begin() {
        attempt(() -> {
            if (isFile()) {
                done(signIns.take(wish(), form.getContent()));
                return;
            }
            form.reached(signIns.start(wish()));
        });
    }

    /** With the address that was pasted. */
    public void finish() {
        attempt(() -> look(form.getCallbackUrl().strip()));
    }

    /** Looks whether it is done by now; only then the messages are drawn again, which would forget others. */
    public void look() {
        if (form.getTransaction().isEmpty()) {
            return;
        }
        attempt(() -> look(null));
        if (form.getTransaction().isEmpty()) {
            PrimeFaces.current().ajax().update("signin", "catalogue:list", "messages");
        }
    }

    private void look(@Nullable String callbackUrl) {
        var transaction = UUID.fromString(form.getTransaction());
        switch (signIns.complete(user(), form.getProvider(), transaction, callbackUrl)) {
            case Outcome.Done finished -> done(finished.account());
            case Outcome.Pending pending -> {}
        }
    }

    private void done(Account account) {
        cooldowns.clear(account.id().toString());
        form.forget();
        notices.done("connect.done", account.name());
        PrimeFaces.current().executeScript("PF('signInDialog').hide()");
    }

    private SignInWish wish() {
        return new SignInWish(
                user(),
                form.getProvider(),
                form.getMethod(),
                form.isAccepted(),
                form.getAccount().isEmpty() ? null : UUID.fromString(form.getAccount()),
                form.getRegion().isBlank() ? null : form.getRegion().strip(),
                form.getStartUrl().isBlank() ? null : form.getStartUrl().strip());
    }

    private UUID user() {
        return visitor.session().orElseThrow().user().id();
    }

    /** What comes to nothing is said in the dialog; a state or address that does not fit leaves the step as it is. */
    private void attempt(Runnable step) {
        if (!visitor.isAdmin()) {
            notices.failed("error.readOnly");
            return;
        }
        try {
            form.failed("");
            step.run();
        } catch (SignInException failed) {
            boolean goesOn = failed.why() == SignInException.Why.STATE
                    || failed.why() == SignInException.Why.BAD_INPUT
                    || failed.why() == SignInException.Why.TERMS;
            if (!goesOn) {
                form.forget();
            }
            form.failed(failed.getMessage());
        }
    }
}
