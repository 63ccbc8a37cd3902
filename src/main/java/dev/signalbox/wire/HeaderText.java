package dev.signalbox.wire;

import java.util.List;

/** What a client or a provider named, as it can stand in a header, alone or in a list. */
public final class HeaderText {
    /** Clients refuse heads of more than some 16 KiB in all. */
    private static final int LONGEST_LIST = 4000;

    private static final String AND_MORE = "...";

    private HeaderText() {}

    /** Visible ASCII without the comma as it is, all else as the percent-encoded bytes of its UTF-8 (RFC 3986). */
    public static String of(String text) {
        return text.chars().allMatch(HeaderText::plain) ? text : PercentEncoding.of(text, HeaderText::plain);
    }

    /** Comma-separated; where they are too many, as many as there is room for, and {@code ...}. */
    public static String list(List<String> texts) {
        var list = new StringBuilder();
        for (var text : texts) {
            var one = of(text);
            if (list.length() + one.length() > LONGEST_LIST) {
                return list.append(list.isEmpty() ? "" : ",").append(AND_MORE).toString();
            }
            list.append(list.isEmpty() ? "" : ",").append(one);
        }
        return list.toString();
    }

    private static boolean plain(int character) {
        return character > ' ' && character < 0x7f && character != ',';
    }
}
