package org.dupcheck.gateway.pages.operations;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dupcheck.contract.Limits;
import org.dupcheck.gateway.pages.frame.Texts;

/**
 * A field of the form that cannot have the value it has.
 *
 * @param path of the field in the contract; empty for none
 */
public record PolicyFault(String path) {
    static final PolicyFault NONE = new PolicyFault("");

    private static final Pattern TEMPLATE = Pattern.compile("templates(?:\\[(\\d+)\\](?:\\.(\\w+))?)?");
    private static final Pattern ENTRY = Pattern.compile("\\[.*");

    public boolean isNone() {
        return path.isEmpty();
    }

    /** Whether it is that one of the form's. */
    public boolean isAt(String field) {
        return field.equals(field());
    }

    /** The id of the form's field to mend; empty where it has none of its own. */
    public String field() {
        Matcher template = TEMPLATE.matcher(path);
        if (template.matches()) {
            String name = "text".equals(template.group(2)) ? "text" : "template";
            return name + (template.group(1) == null ? "0" : template.group(1));
        }
        return isGroup() ? path + ".containment" : whole();
    }

    /** What the field is called on the page. */
    public String label(Texts texts) {
        return texts.lookup("policies." + (path.startsWith("templates") ? "templates" : whole()));
    }

    /** What may stand there. */
    public String rule(Texts texts) {
        String name = "policies.rule." + (path.startsWith("templates") ? "templates" : whole());
        return texts.text(name, Limits.MAX_REMINDERS, Limits.MAX_REFERENCE_TYPES);
    }

    /** Of thresholds none is given; no field of them is wrong by itself. */
    private boolean isGroup() {
        return path.equals("thresholds") || path.equals("reviewFrom");
    }

    private String whole() {
        return ENTRY.matcher(path).replaceFirst("");
    }
}
