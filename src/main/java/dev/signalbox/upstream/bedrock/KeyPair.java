package dev.signalbox.upstream.bedrock;

import dev.signalbox.upstream.Access;
import dev.signalbox.upstream.HttpCall;
import dev.signalbox.upstream.Unsupported;
import dev.signalbox.upstream.UpstreamCall;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.regex.Pattern;

/** Opens calls to Bedrock: signed where the account has a key pair, as they are where it has an API key. */
final class KeyPair {
    private static final String SERVICE = "bedrock";
    private static final String DEFAULT_REGION = "us-east-1";
    private static final Pattern REGION_IN_HOST = Pattern.compile("bedrock-runtime(?:-fips)?\\.([a-z0-9-]+)\\..*");

    private KeyPair() {}

    static HttpCall opened(UpstreamCall call, HttpCall unsigned, Instant now) {
        boolean pair = call.access().scheme() == Access.Scheme.SIGNATURE
                || !call.access().detail("accessKeyId").isEmpty();
        return pair ? signed(call, unsigned, now) : unsigned;
    }

    private static HttpCall signed(UpstreamCall call, HttpCall unsigned, Instant now) {
        var keyId = call.access().detail("accessKeyId");
        var secret = call.access().credential();
        if (keyId.isEmpty() || secret == null) {
            throw Unsupported.account("This account lacks a half of its AWS key pair; enter both again.");
        }
        var signer = new RequestSigner(keyId, secret, call.access().session(), region(call), SERVICE);
        var headers = new HashMap<>(unsigned.headers());
        headers.remove("authorization");
        headers.put("content-type", "application/json");
        var all = signer.sign("POST", unsigned.uri(), headers, unsigned.body(), now);
        return new HttpCall(false, unsigned.uri(), all, unsigned.body());
    }

    /** The account's region, else the one in the address: the signature names it. */
    private static String region(UpstreamCall call) {
        var told = call.access().detail("region");
        return told.isEmpty() ? inHost(call.baseUri()) : told;
    }

    private static String inHost(URI base) {
        var found = REGION_IN_HOST.matcher(base.getHost());
        return found.matches() ? found.group(1) : DEFAULT_REGION;
    }
}
