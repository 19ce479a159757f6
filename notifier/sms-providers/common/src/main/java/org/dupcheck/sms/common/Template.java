package org.dupcheck.sms.common;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One template: texts that stand, with variables between them.
 *
 * @param names of the variables, in their order
 * @param texts one more than there are variables; the first and the last may be empty
 */
record Template(String code, List<String> names, List<String> texts) {
    /** @throws IllegalArgumentException where two variables touch, or have one name */
    static Template parse(String code, String content, Pattern gap) {
        List<String> names = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        Matcher gaps = gap.matcher(content);
        int end = 0;
        while (gaps.find()) {
            if (!names.isEmpty() && gaps.start() == end) {
                throw new IllegalArgumentException("two variables with nothing between them cannot be told apart");
            }
            texts.add(content.substring(end, gaps.start()));
            names.add(gaps.group(1));
            end = gaps.end();
        }
        texts.add(content.substring(end));
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("has one variable twice");
        }
        return new Template(code, List.copyOf(names), List.copyOf(texts));
    }

    /**
     * The values that make this text of it, none of them empty. Texts are looked for from the left, so where there are several ways
     * the first is taken: the whole is the same. In linear time, for there is no going back.
     */
    Optional<List<String>> match(String text) {
        String last = texts.get(texts.size() - 1);
        if (names.isEmpty()) {
            return text.equals(last) ? Optional.of(List.of()) : Optional.empty();
        }
        int end = text.length() - last.length();
        if (!text.startsWith(texts.get(0)) || !text.endsWith(last)) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        int from = texts.get(0).length();
        for (int i = 1; i < names.size(); i++) {
            int at = text.indexOf(texts.get(i), from + 1);
            if (at < 0) {
                return Optional.empty();
            }
            values.add(text.substring(from, at));
            from = at + texts.get(i).length();
        }
        if (from >= end) {
            return Optional.empty();
        }
        values.add(text.substring(from, end));
        return Optional.of(values);
    }
}
