package org.dupcheck.gateway.submissions;

/** What a business module sends. */
final class SubmissionBodies {
    private SubmissionBodies() {}

    /** @param more further fields, each with a comma before it */
    static String submission(String id, String more) {
        return """
                {"businessType": "project", "businessId": "%s", "mode": "SUBMIT", "applicant": {"userId": "u1"},
                 "sections": [{"key": "立项背景", "text": "面向园区能源的统一监测"}]%s}""".formatted(id, more);
    }
}
