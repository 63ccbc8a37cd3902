package dev.signalbox.access;

/**
 * The machine at the other end.
 *
 * @param address its address, behind trusted proxies too
 * @param local whether it is this machine, with no proxy in between that might speak for others
 * @param secure whether its own connection is encrypted
 */
public record Client(String address, boolean local, boolean secure) {}
