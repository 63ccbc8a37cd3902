package dev.signalbox.relay;

import java.net.InetAddress;

/**
 * The TCP connection that a request came in by.
 *
 * @param address the other end's
 * @param port the other end's
 * @param localPort this end's
 */
record Peer(InetAddress address, int port, int localPort) {}
