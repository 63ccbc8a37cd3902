package dev.signalbox.routing;

import dev.signalbox.account.HeldAccount;
import dev.signalbox.catalog.AuthScheme;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.egress.Sender;
import dev.signalbox.upstream.Access;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way to get an answer: this model at this provider with this account.
 *
 * @param provider catalogue id or node id
 * @param prefix what clients put before the slash
 * @param protocol what the provider speaks at {@code baseUri}
 * @param auth how a key or token travels
 * @param headers what every call carries: the protocol's own constants
 * @param relayedHeaders names, in lower case, of client headers that are passed on
 * @param account null where the provider needs none
 * @param dialect how the provider departs from its protocol, by name; empty when it does not
 * @param reasoning what a suffix such as {@code (high)} on the name asks for, outranking the body; null without one
 */
public record Candidate(
        String provider,
        String prefix,
        Protocol protocol,
        URI baseUri,
        AuthScheme auth,
        Map<String, String> headers,
        Set<String> relayedHeaders,
        ModelProfile profile,
        @Nullable HeldAccount account,
        String dialect,
        @Nullable Reasoning reasoning) {
    public Candidate {
        headers = Map.copyOf(headers);
        relayedHeaders = Set.copyOf(relayedHeaders);
    }

    /** A candidate whose provider keeps to its protocol. */
    public Candidate(
            String provider,
            String prefix,
            Protocol protocol,
            URI baseUri,
            AuthScheme auth,
            Map<String, String> headers,
            Set<String> relayedHeaders,
            ModelProfile profile,
            @Nullable HeldAccount account) {
        this(provider, prefix, protocol, baseUri, auth, headers, relayedHeaders, profile, account, "", null);
    }

    /** The same with its account as it is by now. */
    public Candidate with(HeldAccount current) {
        return new Candidate(
                provider,
                prefix,
                protocol,
                baseUri,
                auth,
                headers,
                relayedHeaders,
                profile,
                current,
                dialect,
                reasoning);
    }

    /** The same, asked to think as much as that. */
    Candidate thinking(Reasoning wish) {
        return new Candidate(
                provider, prefix, protocol, baseUri, auth, headers, relayedHeaders, profile, account, dialect, wish);
    }

    /** Whether bodies in its protocol pass as they are. */
    public boolean verbatim() {
        return !profile.has(Quirk.OWN_FORMAT);
    }

    /** What its dialect needs of the account. */
    public Access access() {
        return account == null ? Access.NONE : AccountAccess.of(account);
    }

    /** What every call carries, the credential that the account has at this moment among it. */
    public Map<String, String> callHeaders() {
        var credential = account == null ? null : account.credential();
        if (credential == null) {
            return headers;
        }
        var all = new HashMap<>(headers);
        all.put(auth.header(), auth.value(credential.reveal()));
        return all;
    }

    /** {@code prefix/model}, as it is reported to the client. */
    public String route() {
        return prefix + "/" + profile.model();
    }

    /** On whose behalf it is called. */
    public Sender sender() {
        return new Sender(provider, account == null ? null : account.id());
    }

    /** What cools down when this candidate fails: the account, or the provider where there is none. */
    public String holder() {
        return account == null ? provider : account.id().toString();
    }

    @Override
    public String toString() {
        return route() + " as " + holder();
    }
}
