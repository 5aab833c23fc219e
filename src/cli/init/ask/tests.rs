use super::*;

/// What a person who types this is asked, and what comes of it.
fn asked(given: Given, typed: &str) -> (String, Answers) {
    let mut output = Vec::new();
    let answers = answers(given, &mut typed.as_bytes(), &mut output).unwrap();
    (String::from_utf8(output).unwrap(), answers)
}

/// What is proposed.
fn proposed() -> Answers {
    Answers { base_url: BASE_URL.to_string(), sass: true, highlight: false, search: true }
}

#[test]
fn empty_lines_and_no_input_take_what_is_proposed() {
    let (output, answers) = asked(Given::default(), "\n\n\n\n");
    assert_eq!(answers, proposed());
    for question in ["Where will the site stand?", "Sass", "code", "search"] {
        assert!(output.contains(question), "{output}");
    }
    assert_eq!(asked(Given::default(), "").1, proposed());
}

#[test]
fn a_person_is_asked_again_until_the_answer_is_one() {
    let typed = "example\nhttps://a.org/\nmaybe\nn\nYES\ny\n";
    let (output, answers) = asked(Given::default(), typed);
    let wanted = Answers {
        base_url: "https://a.org".to_string(),
        sass: false,
        highlight: true,
        search: true,
    };
    assert_eq!(answers, wanted);
    assert!(output.contains("`example` is no base URL") && output.contains("answer y or n"));
}

#[test]
fn what_a_flag_says_is_not_asked() {
    let given = Given {
        base_url: Some("http://b.org/sub".to_string()),
        sass: Some(false),
        ..Given::default()
    };
    let (output, answers) = asked(given, "y\nn\n");
    assert_eq!(answers.base_url, "http://b.org/sub");
    assert!(!answers.sass && answers.highlight && !answers.search);
    assert!(!output.contains("Sass") && !output.contains("stand"), "{output}");
}

#[test]
fn a_flag_that_is_no_address_is_refused() {
    for url in ["", "a.org", "https://", "https://a\".org", "ftp://a.org"] {
        let given = Given { base_url: Some(url.to_string()), ..Given::default() };
        let refused = answers(given, &mut io::empty(), &mut io::sink());
        assert!(matches!(refused, Err(Error::BadUrl(_))), "{url}");
    }
}
