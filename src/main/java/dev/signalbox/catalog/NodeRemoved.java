package dev.signalbox.catalog;

import java.util.UUID;

/** A custom node is gone: whoever keeps something that belongs to it removes that too. */
public record NodeRemoved(UUID id) {}
