package dev.signalbox.egress;

/** The way a call leaves: straight to the provider, or through a proxy and in no case without it. */
public sealed interface Exit {
    /** Straight to the provider. */
    Exit DIRECT = new Direct();

    /** Straight to the provider. */
    record Direct() implements Exit {}

    /** Through this proxy. */
    record Through(ProxyAddress proxy) implements Exit {}
}
