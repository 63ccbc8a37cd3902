package dev.signalbox.upstream.bedrock;

import dev.signalbox.wire.PercentEncoding;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests for AWS by Signature Version 4.
 *
 * @param session what belongs to a temporary key pair, null for a lasting one
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">the procedure</a>
 */
record RequestSigner(
        String keyId, String secretKey, @Nullable String session, String region, String service) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /** The headers to send: those given, which are all signed, with time, token and signature. Names in lower case. */
    Map<String, String> sign(String method, URI uri, Map<String, String> headers, byte[] body, Instant now) {
        var time = TIME.format(now);
        var all = new TreeMap<>(headers);
        all.put("host", uri.getRawAuthority());
        all.put("x-amz-date", time);
        if (session != null) {
            all.put("x-amz-security-token", session);
        }
        var signed = String.join(";", all.keySet());
        var scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        var request = String.join("\n", method, path(uri), query(uri), headers(all), signed, hex(sha256(body)));
        var text = String.join("\n", ALGORITHM, time, scope, hex(sha256(utf8(request))));
        var signature = hex(hmac(key(time.substring(0, 8)), text));
        all.remove("host");
        all.put(
                "authorization",
                ALGORITHM + " Credential=" + keyId + "/" + scope + ", SignedHeaders=" + signed + ", Signature="
                        + signature);
        return all;
    }

    /** The path as it goes out, encoded once more, as every service but S3 wants it. */
    private static String path(URI uri) {
        var path = uri.getRawPath();
        return path == null || path.isEmpty() ? "/" : encoded(path, "/");
    }

    private static String query(URI uri) {
        if (uri.getRawQuery() == null) {
            return "";
        }
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.contains("=") ? pair : pair + "=")
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String headers(TreeMap<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
    }

    private byte[] key(String day) {
        var dated = hmac(utf8("AWS4" + secretKey), day);
        return hmac(hmac(hmac(dated, region), service), "aws4_request");
    }

    private static String encoded(String text, String kept) {
        return PercentEncoding.of(
                text, c -> PercentEncoding.alphanumeric(c) || "-._~".indexOf(c) >= 0 || kept.indexOf(c) >= 0);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "RequestSigner[" + keyId + " in " + region + "]";
    }
}
