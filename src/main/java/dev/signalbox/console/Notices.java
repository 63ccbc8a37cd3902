package dev.signalbox.console;

import dev.signalbox.Service;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Says things at the top of the page, in the words of the bundle. */
@Service
class Notices {
    static final String BUNDLE = "dev.signalbox.console.messages";

    void done(String key, Object... details) {
        add(FacesMessage.SEVERITY_INFO, text(key, details));
    }

    void failed(String key, Object... details) {
        add(FacesMessage.SEVERITY_ERROR, text(key, details));
    }

    /** What a service says for people is shown as it is. */
    void refused(@Nullable String explanation) {
        add(FacesMessage.SEVERITY_ERROR, explanation == null ? text("error.unexpected") : explanation);
    }

    String text(String key, Object... details) {
        var pattern = ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH).getString(key);
        return new MessageFormat(pattern, Locale.ENGLISH).format(details);
    }

    /** Keeps what was said for the page that follows a redirect. */
    void keep() {
        FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
    }

    private static void add(FacesMessage.Severity severity, String text) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, text, null));
    }
}
