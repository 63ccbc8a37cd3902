package dev.signalbox.wire.openai;

import dev.signalbox.chat.Media;
import dev.signalbox.wire.Fields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code data:} addresses, in which this protocol carries images and files. */
final class DataUrl {
    private static final String MARK = ";base64,";

    private DataUrl() {}

    /** The bytes of a data URL, or the address of anything else; {@code path} is where it stands in the request. */
    static Media media(String address, String path) {
        if (!address.regionMatches(true, 0, "data:", 0, 5)) {
            if (address.isBlank()) {
                throw Fields.wrong(path, "must be a URL");
            }
            return new Media.Remote(null, address);
        }
        int mark = address.indexOf(MARK);
        if (mark < 0) {
            throw Fields.wrong(path, "must be a base64 data URL");
        }
        var type = address.substring(5, mark);
        int parameters = type.indexOf(';');
        var plain = (parameters < 0 ? type : type.substring(0, parameters)).toLowerCase(Locale.ROOT);
        return new Media.Inline(plain.isEmpty() ? null : plain, strip(address));
    }

    /** The base64 text itself, whether or not it stands in a data URL. */
    static String strip(String data) {
        int mark = data.startsWith("data:") ? data.indexOf(MARK) : -1;
        return mark < 0 ? data : data.substring(mark + MARK.length());
    }

    static String of(Media.Inline media, String type) {
        return "data:" + (media.mimeType() == null ? type : media.mimeType()) + MARK + media.base64();
    }

    /** PDF where a file's name says so; of other bytes without a type nothing is known. */
    static @Nullable String typeOfName(@Nullable String name) {
        boolean pdf = name != null && name.toLowerCase(Locale.ROOT).endsWith(".pdf");
        return pdf ? "application/pdf" : null;
    }
}
