package dev.signalbox.startup;

import dev.signalbox.Service;

/** The person who starts Signalbox: what is said here appears on the console once and in no log that is kept. */
@Service
public class Operator {
    /** Says it on the console, a line apart from the server's own messages. */
    public void tell(String words) {
        System.out.println(words); // the console is the point: a generated password must not reach a log file
        System.out.flush();
    }
}
