package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the services of AWS that stream have in common. */
interface AwsDialect extends Dialect {
    @Override
    default byte[] bytes(String frame) {
        return AwsFraming.bytes(frame);
    }

    @Override
    default ObjectNode error(int status, String message) {
        return AwsFraming.error(status, message);
    }

    @Override
    default int status(int status) {
        return AwsFraming.status(status);
    }

    @Override
    default String streamType() {
        return "application/vnd.amazon.eventstream";
    }
}
