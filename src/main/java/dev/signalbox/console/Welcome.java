package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.clitools.CodingTool;
import dev.signalbox.clitools.Configuration;
import dev.signalbox.clitools.Connection;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leads a newcomer from the first password to the first answer. */
@Named
@Service
public class Welcome {
    static final int STEPS = 5;

    private static final String DEMO = "demo";
    private static final String NO_KEY = "YOUR_API_KEY";
    private static final String NO_MODEL = "PREFIX/MODEL";

    private final SignIn signIn;
    private final AccountsPage accounts;
    private final Providers providers;
    private final KeysPage keys;
    private final Changes changes;
    private final WelcomeForm form;

    @Inject
    Welcome(
            SignIn signIn,
            AccountsPage accounts,
            Providers providers,
            KeysPage keys,
            Changes changes,
            WelcomeForm form) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.providers = providers;
        this.keys = keys;
        this.changes = changes;
        this.form = form;
    }

    public List<Integer> getSteps() {
        return List.of(1, 2, 3, 4, STEPS);
    }

    /** Sets the password; the page is then loaded anew, under the new session. */
    public @Nullable String setPassword() {
        return signIn.replacePassword() ? Pages.WELCOME + "?faces-redirect=true&step=2" : null;
    }

    public void next() {
        form.setStep(form.getStep() + 1);
        suggestModel();
    }

    /** Whoever has connected somebody before need not name a model by heart. */
    private void suggestModel() {
        if (form.getModel().isEmpty()) {
            providers.getUsableModels().stream().findFirst().ifPresent(form::setModel);
        }
    }

    public void back() {
        form.setStep(form.getStep() - 1);
    }

    public void connect() {
        connect(form.getProvider(), form.getProviderKey());
        form.setProviderKey("");
    }

    public void useDemo() {
        if (providers.connected(DEMO) > 0) {
            proceedWith(DEMO);
            return;
        }
        connect(DEMO, "");
    }

    private void connect(String provider, String key) {
        var priority = (int) providers.connected(provider) + 1;
        if (changes.make(() -> accounts.create(provider, "", key, priority), "account.added")) {
            proceedWith(provider);
        }
    }

    private void proceedWith(String provider) {
        providers.modelsOf(provider).stream().findFirst().ifPresent(form::setModel);
        next();
    }

    public void makeKey() {
        changes.make(() -> form.setKey(keys.create("Setup", Set.of(), null)), "key.made", "Setup");
    }

    public List<CodingTool> getTools() {
        return Arrays.asList(CodingTool.values());
    }

    /** What to do so that the chosen tool talks to this gateway, filled in as far as is known. */
    public @Nullable Configuration getConfiguration() {
        var connection =
                new Connection(baseUrl(), harmlessOr(form.getKey(), NO_KEY), harmlessOr(form.getModel(), NO_MODEL));
        return CodingTool.of(form.getTool())
                .map(tool -> tool.configuration(connection))
                .orElse(null);
    }

    private static String harmlessOr(String value, String substitute) {
        return Connection.isHarmless(value) ? value : substitute;
    }

    private static String baseUrl() {
        var request = Visitor.request();
        var url = request.getRequestURL().toString();
        return url.substring(0, url.length() - request.getRequestURI().length());
    }
}
