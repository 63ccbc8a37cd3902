package dev.signalbox.wire.kiro;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Pictures beside the text, in four formats and by their bytes only; documents where they are text. */
final class KiroMedia {
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "webp");

    private final Losses losses;

    KiroMedia(Losses losses) {
        this.losses = losses;
    }

    void image(Part.Image image, ArrayNode images) {
        losses.addIf(image.cache() != null, Field.CACHE_CONTROL);
        if (!(image.media() instanceof Media.Inline inline)) {
            losses.addContent("image");
            return;
        }
        var format = format(inline.mimeType() == null ? "image/png" : inline.mimeType());
        if (!FORMATS.contains(format)) {
            losses.addContent("image");
            return;
        }
        images.addObject().put("format", format).putObject("source").put("bytes", inline.base64());
    }

    private static String format(String mimeType) {
        var subtype = mimeType.toLowerCase(Locale.ROOT).replaceFirst("^image/", "");
        return subtype.equals("jpg") ? "jpeg" : subtype;
    }

    void document(Part.Document document, List<String> texts) {
        losses.addIf(document.cache() != null, Field.CACHE_CONTROL);
        var type = document.media().mimeType();
        boolean text = type != null && type.startsWith("text/");
        if (text && document.media() instanceof Media.Inline inline) {
            try {
                texts.add(new String(Base64.getDecoder().decode(inline.base64()), StandardCharsets.UTF_8));
                return;
            } catch (IllegalArgumentException notBase64) {
                losses.addContent("document");
                return;
            }
        }
        losses.addContent("document");
    }
}
