package dev.signalbox.console;

import dev.signalbox.signin.Begun;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What is typed and reached in the dialog that signs in at a provider. */
@Named
@ViewScoped
public class SignInForm implements Serializable {
    private static final long serialVersionUID = 1L;

    private String provider = "";
    private String account = "";
    private String method = "";
    private boolean accepted;
    private String region = "";
    private String startUrl = "";
    private String content = "";
    private String callbackUrl = "";
    private String problem = "";
    private String transaction = "";
    private String authorizeUrl = "";
    private String userCode = "";
    private String page = "";
    private boolean listening;
    private int interval = 5;

    void begin(String atProvider, @Nullable String again) {
        provider = atProvider;
        account = again == null ? "" : again;
        method = "";
        accepted = false;
        region = "";
        startUrl = "";
        forget();
    }

    /** Back to the first step; what was chosen stays. */
    void forget() {
        content = "";
        callbackUrl = "";
        problem = "";
        transaction = "";
        authorizeUrl = "";
        userCode = "";
        page = "";
    }

    void reached(Begun begun) {
        transaction = begun.transaction().toString();
        authorizeUrl = begun.authorizeUrl() == null ? "" : begun.authorizeUrl().toString();
        userCode = begun.userCode() == null ? "" : begun.userCode();
        var complete = begun.verificationUriComplete();
        var verification = complete == null ? begun.verificationUri() : complete;
        page = verification == null ? "" : verification.toString();
        listening = begun.listening();
        interval = begun.interval();
        problem = "";
    }

    void failed(@Nullable String why) {
        problem = why == null ? "" : why;
    }

    public String getProvider() {
        return provider;
    }

    public String getAccount() {
        return account;
    }

    public String getMethod() {
        return method;
    }

    public void setMethod(String method) {
        this.method = method;
    }

    public boolean isAccepted() {
        return accepted;
    }

    public void setAccepted(boolean accepted) {
        this.accepted = accepted;
    }

    public String getRegion() {
        return region;
    }

    public void setRegion(String region) {
        this.region = region;
    }

    public String getStartUrl() {
        return startUrl;
    }

    public void setStartUrl(String startUrl) {
        this.startUrl = startUrl;
    }

    public String getContent() {
        return content;
    }

    public void setContent(String content) {
        this.content = content;
    }

    public String getCallbackUrl() {
        return callbackUrl;
    }

    public void setCallbackUrl(String callbackUrl) {
        this.callbackUrl = callbackUrl;
    }

    public String getProblem() {
        return problem;
    }

    public String getTransaction() {
        return transaction;
    }

    public String getAuthorizeUrl() {
        return authorizeUrl;
    }

    public String getUserCode() {
        return userCode;
    }

    public String getPage() {
        return page;
    }

    public boolean isListening() {
        return listening;
    }

    public int getInterval() {
        return interval;
    }
}
