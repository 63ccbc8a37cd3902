package dev.signalbox.emulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks a signature of AWS (version 4) over what arrived. */
final class SignatureRules {
    static final String KEY_ID = "AKIDSIGNALBOXTEST01";
    static final String REGION = "eu-central-1";
    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/"
            + "bedrock/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private SignatureRules() {}

    static void check(Received request) {
        var found = AUTHORIZATION.matcher(request.headers().getOrDefault("authorization", ""));
        if (!found.matches()) {
            throw new Refusal(403, "MissingAuthenticationToken");
        }
        if (!found.group(1).equals(KEY_ID) || !found.group(3).equals(REGION)) {
            throw new Refusal(403, "The security token included in the request is invalid.");
        }
        var time = request.headers().getOrDefault("x-amz-date", "");
        var age =
                Duration.between(TIME.parse(time, Instant::from), Instant.now()).abs();
        var signed = found.group(4);
        boolean all = signed.contains("host") && signed.contains("x-amz-date") && signed.contains("content-type");
        if (!time.startsWith(found.group(2)) || age.toMinutes() > 5 || !all) {
            throw new Refusal(403, "Signature expired, or headers are missing from it.");
        }
        if (!signature(request, found.group(2), time, signed).equals(found.group(5))) {
            throw new Refusal(403, "The request signature we calculated does not match the signature you provided.");
        }
    }

    private static String signature(Received request, String day, String time, String signed) {
        var canonical = new StringBuilder("POST\n")
                .append(twiceEncoded(request.rawPath()))
                .append('\n')
                .append(request.query())
                .append('\n');
        for (var name : signed.split(";", -1)) {
            canonical.append(name).append(':').append(request.header(name)).append('\n');
        }
        canonical.append('\n').append(signed).append('\n').append(hex(sha(request.body())));
        var scope = day + "/" + REGION + "/bedrock/aws4_request";
        var text = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hex(sha(utf8(canonical.toString())));
        var key = hmac(hmac(hmac(hmac(utf8("AWS4" + Vendor.KEY), day), REGION), "bedrock"), "aws4_request");
        return hex(hmac(key, text));
    }

    private static String twiceEncoded(String path) {
        return path.replace("%", "%25").replace(":", "%3A").replace("@", "%40");
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

    private static byte[] sha(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
