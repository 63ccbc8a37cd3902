package dev.signalbox.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a vendor keeps of codes, devices and tokens, and its rules about them. One at a time, like a database. */
public final class VendorAuthority {
    private final Clock clock;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Device> devices = new HashMap<>();
    private final Map<String, Family> refreshTokens = new HashMap<>();
    private final Map<String, Access> accessTokens = new HashMap<>();
    private final Map<String, String> registered = new HashMap<>();
    private final List<String> refused = new ArrayList<>();
    private String person = "person-1";
    private Duration life = Duration.ofHours(8);
    private Duration slowness = Duration.ZERO;
    private Duration codeLife = Duration.ofMinutes(10);
    private int interval = 1;
    private int refreshes;
    private int busyRefreshes;

    VendorAuthority(Clock clock) {
        this.clock = clock;
    }

    record Code(String client, String redirect, String challenge, String state, String person) {}

    /** A device that waits: who asked, since when it may ask again, and what somebody decided. */
    static final class Device {
        String client;
        String userCode;
        String challenge;
        Instant next;
        int interval;
        String decision = "";
        boolean expired;
        String person;
    }

    /** All refresh tokens that came from one sign-in; using an old one ends them all, unless the newest was never used. */
    static final class Family {
        final String person;
        final String client;
        String newest;
        String previous = "";
        boolean newestUsed;
        boolean revoked;

        Family(String person, String client) {
            this.person = person;
            this.client = client;
        }
    }

    record Access(String person, Instant until, Family family) {}

    /** A pair of tokens. */
    public record Issued(String access, String refresh, long expiresIn, String person) {}

    // --- what a test arranges and looks at ---

    public synchronized void person(String who) {
        person = who;
    }

    public synchronized void life(Duration ofTokens) {
        life = ofTokens;
    }

    public synchronized void interval(int seconds) {
        interval = seconds;
    }

    /** Counts refreshes anew, whose tokens last this long. */
    public synchronized void fromNowOn(Duration ofTokens) {
        life = ofTokens;
        refreshes = 0;
    }

    /** How long a refresh takes after the new tokens are made, and before they are told. */
    public synchronized void slowness(Duration duration) {
        slowness = duration;
    }

    /** How many of the next refreshes are answered with 503. */
    public synchronized void busy(int times) {
        busyRefreshes = times;
    }

    /** Refreshes that gave tokens. */
    public synchronized int refreshes() {
        return refreshes;
    }

    public synchronized void forgetRefreshes() {
        refreshes = 0;
    }

    /** Why calls were refused, oldest first. */
    public synchronized List<String> refused() {
        return List.copyOf(refused);
    }

    public synchronized void approve(String userCode) {
        device(userCode).decision = "allow";
    }

    public synchronized void deny(String userCode) {
        device(userCode).decision = "deny";
    }

    public synchronized void expire(String userCode) {
        device(userCode).expired = true;
    }

    /** Wants more time between two questions than it said. */
    public synchronized void hurried(String userCode) {
        device(userCode).next = clock.instant().plusSeconds(60);
    }

    /** How long the next device codes are said to be good for. */
    public synchronized void codesLast(Duration duration) {
        codeLife = duration;
    }

    synchronized Duration codeLife() {
        return codeLife;
    }

    public synchronized void revokeAll() {
        refreshTokens.values().forEach(family -> family.revoked = true);
    }

    /** Takes back all access tokens, before their time. */
    public synchronized void forgetAccess() {
        accessTokens.clear();
    }

    public synchronized boolean accepts(String access) {
        var found = accessTokens.get(access);
        return found != null && clock.instant().isBefore(found.until());
    }

    public synchronized String personOf(String access) {
        var found = accessTokens.get(access);
        return found == null ? "" : found.person();
    }

    private Device device(String userCode) {
        return devices.values().stream()
                .filter(device -> device.userCode.equals(userCode))
                .findFirst()
                .orElseThrow();
    }

    // --- what the endpoints do ---

    synchronized String code(String client, String redirect, String challenge, String state) {
        var code = "code-" + UUID.randomUUID();
        codes.put(code, new Code(client, redirect, challenge, state, person));
        return code;
    }

    /** The tokens for a code, which is spent whatever comes of it. */
    synchronized Issued exchange(String code, String client, String redirect, String verifier, String state) {
        var known = codes.remove(code);
        check(known != null, "invalid_grant", "the code is unknown or spent");
        check(known.client().equals(client), "invalid_grant", "another client's code");
        check(known.redirect().equals(redirect), "invalid_grant", "another redirect");
        check(
                known.challenge().isEmpty() || known.challenge().equals(s256(verifier)),
                "invalid_grant",
                "the verifier does not fit");
        check(state == null || known.state().equals(state), "invalid_request", "another state");
        return issue(new Family(known.person(), client));
    }

    synchronized Device begin(String client, String challenge) {
        var device = new Device();
        device.client = client;
        device.challenge = challenge;
        device.userCode = UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        device.interval = interval;
        device.next = clock.instant().plusMillis(interval * 900L);
        device.person = person;
        devices.put("device-" + device.userCode, device);
        return device;
    }

    synchronized Issued poll(String deviceCode, String client, String verifier) {
        var device = devices.get(deviceCode);
        check(device != null && device.client.equals(client), "invalid_grant", "the device code is unknown");
        check(
                device.challenge.isEmpty() || device.challenge.equals(s256(verifier)),
                "invalid_grant",
                "the verifier does not fit");
        check(!device.expired, "expired_token", "too late");
        boolean early = clock.instant().isBefore(device.next);
        device.interval = early ? device.interval + 5 : device.interval;
        device.next = clock.instant().plusMillis(device.interval * 900L);
        check(!early, "slow_down", "polled too fast");
        check(!device.decision.equals("deny"), "access_denied", "declined");
        check(device.decision.equals("allow"), "authorization_pending", "pending");
        devices.remove(deviceCode);
        return issue(new Family(device.person, client));
    }

    Issued refresh(String token, String client) {
        Issued issued = refreshed(token, client);
        try {
            Thread.sleep(slowness());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return issued;
    }

    private synchronized Duration slowness() {
        return slowness;
    }

    private synchronized Issued refreshed(String token, String client) {
        if (busyRefreshes > 0) {
            busyRefreshes--;
            throw new Refusal(503, "temporarily_unavailable");
        }
        var family = refreshTokens.get(token);
        check(family != null, "invalid_grant", "the refresh token is unknown");
        check(!family.revoked, "invalid_grant", "revoked");
        check(family.client.equals(client), "invalid_grant", "another client's token");
        if (!token.equals(family.newest)) {
            boolean lost = token.equals(family.previous) && !family.newestUsed;
            family.revoked = !lost;
            check(lost, "invalid_grant", "reuse detected: " + token);
            return issue(family, token);
        }
        family.newestUsed = true;
        family.previous = token;
        return issue(family, token);
    }

    private Issued issue(Family family, String previous) {
        refreshes++;
        var issued = issue(family);
        family.previous = previous;
        return issued;
    }

    private Issued issue(Family family) {
        var access = "access-" + UUID.randomUUID();
        var refresh = "refresh-" + UUID.randomUUID();
        family.newest = refresh;
        family.newestUsed = false;
        refreshTokens.put(refresh, family);
        accessTokens.put(access, new Access(family.person, clock.instant().plus(life), family));
        return new Issued(access, refresh, life.toSeconds(), family.person);
    }

    /** A token pair as a tool has it in its file. */
    public synchronized Issued signedInElsewhere(String client) {
        return issue(new Family(person, client));
    }

    /** The same tokens, with an access token that says whose it is. */
    synchronized Issued spelledOut(Issued issued, String access) {
        accessTokens.put(access, accessTokens.remove(issued.access()));
        return new Issued(access, issued.refresh(), issued.expiresIn(), issued.person());
    }

    synchronized String register() {
        var id = "client-" + UUID.randomUUID();
        registered.put(id, "secret-" + UUID.randomUUID());
        return id;
    }

    synchronized String secretOf(String registeredClient) {
        return registered.getOrDefault(registeredClient, "");
    }

    void check(boolean condition, String error, String why) {
        if (!condition) {
            refused.add(error + ": " + why);
            throw new Refusal(400, error);
        }
    }

    static String s256(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the emulator refuses. */
    static final class Refusal extends RuntimeException {
        final int status;
        final String error;

        Refusal(int status, String error) {
            super(error);
            this.status = status;
            this.error = error;
        }
    }
}
