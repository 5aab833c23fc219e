//! Reasons: why a line was judged to be what it is, and the words of the report for each.
//!
//! Later steps ask earlier ones what they found by these, and people read them in the list of
//! dropped lines; so each has its words here and nowhere else. `noise.toml` names them by their
//! words.
//!
//! Not here: which line has which reason (`noise`, `recognise`).

use std::fmt;

use serde::Deserialize;

/// Makes the type of all reasons and the table of their words.
macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $words:literal,)*) => {
        /// Why a line is what it was judged to be.
        #[derive(Debug, Default, Clone, Eq, PartialEq, Hash, Deserialize)]
        #[serde(try_from = "String")]
        pub enum Reason {
            /// Nobody has judged it, or it is text of the article.
            #[default]
            Unjudged,
            $($(#[$doc])* $name,)*
            /// It lies below this heading of a list of other articles.
            Below(String),
            /// It lies inside an element of this name, which is no part of the article.
            Inside(String),
            /// It lies inside an element of this class or id, which says the same.
            Called(String),
        }

        impl Reason {
            /// Every reason that has words of its own, with these.
            const WORDS: &[(Reason, &str)] = &[$((Reason::$name, $words),)*];
        }
    };
}

reasons! {
    /// The headline.
    Headline = "headline",
    /// Who wrote the article, or where it was taken from.
    Credit = "byline",
    /// The words under a picture.
    Caption = "caption",
    /// When the page was published.
    PublishStamp = "publish stamp",
    /// A line of nothing but blanks.
    BlanksOnly = "blanks only",
    /// A further print of the headline.
    RepeatedHeadline = "repeated headline",
    /// A further print of any other line.
    RepeatedLine = "repeated line",
    /// The name of an author again, as whoever took the pictures.
    RepeatedByline = "repeated byline",
    /// A menu, a kicker, the name of a section above the headline.
    AboveHeadline = "above the headline",
    /// A short line between headline and lead that is no credit.
    Label = "label beside the headline",
    /// What the author is, below the name.
    Office = "what the author is",
    /// A credit that a machine filled in.
    NamesNobody = "credit that names nobody",
    /// Pieces that are all of the page, without a name among them.
    AboutThePage = "line about the page",
    /// What follows the last word of the article.
    AfterTheEnd = "after the end of the article",
    /// A headline of another article below the text.
    HeadlineAfterText = "headline after the text",
    /// What the markup of a saved page says is no part of its article.
    OutsideTheArticle = "outside the article",
    /// The headline that a caption starts with.
    TitleBeforeCaption = "headline before a caption",
    /// What a saved page does not show.
    Hidden = "hidden on the page",
    /// What the site's own profile says is nothing of the article.
    NamedInProfile = "named in the profile",
    /// A date that stands alone between paragraphs.
    DateBetweenParagraphs = "date between paragraphs",
    /// The date that a dump sets before its text.
    DateOfTheDump = "date of the dump",
    /// The day's date in the page's head.
    DayInTheHead = "the day's date in the page's head",
    /// The heading of a list of other articles.
    ListHeading = "heading of a list of other articles",
    /// A link to another page.
    LinkToAPage = "link to another page",
    /// A headline of another article.
    Teaser = "teaser of another article",
    /// A headline of another article with its date.
    DatedTeaser = "teaser with its date",
    /// A headline of another article in brackets.
    TeaserInBrackets = "teaser in brackets",
    /// A headline of another article in one cell with its picture.
    PicturedTeaser = "teaser with its picture",
    /// The date of another article.
    TeaserDate = "teaser's date",
    /// How long ago another article was published.
    TeaserAge = "age of a teaser",
    /// The date and the readers of another article.
    TeaserStamp = "teaser's stamp and view count",
    /// How many have seen the page.
    ViewCount = "view count",
    /// How many have commented on it.
    CommentCount = "comment count",
    /// How readers rate it.
    Rating = "rating",
    /// The size of the letters, the contrast.
    FontSize = "font size or contrast control",
    /// A button.
    PageControl = "page control",
    /// What lets one leaf through a list.
    Pager = "pager",
    /// The path to the page.
    Breadcrumb = "breadcrumb",
    /// The name of a section.
    Section = "name of a section",
    /// A category of the page.
    Category = "category",
    /// Its tags.
    Tags = "tags",
    /// A label of the page.
    PageLabel = "label of the page",
    /// A field of the comment form.
    CommentForm = "comment form",
    /// A poll.
    Poll = "poll",
    /// A player.
    Player = "audio or video player",
    /// Code, or an advertisement.
    Script = "script or advertisement",
    /// A call to follow the site.
    Follow = "invitation to follow the site",
    /// A notice of the site.
    Notice = "notice of the site",
    /// The weather, or the rates of money.
    Weather = "weather or exchange rates",
    /// The archive of the site by months.
    SiteArchive = "archive of the site",
    /// Who owns the site.
    Imprint = "copyright or imprint",
    /// How to reach the site.
    Contact = "e-mail or telephone of the site",
    /// The name of the site.
    SiteName = "name of the site",
    /// An address of the web.
    WebAddress = "web address",
    /// Marks that draw a line.
    Ornament = "ornament",
    /// A number that counts something of the page.
    Number = "number without text",
    /// A link to an attached file.
    AttachedFile = "link to an attached file",
    /// The name of an attached file.
    AttachedName = "name of an attached file",
    /// A link to a file of the page's host, which cannot be completed.
    LostLink = "a link to a file of the page's host, which it does not name",
    /// The file name of a picture.
    ImageFile = "file name of an image",
    /// The name of a picture.
    PictureName = "name of a picture",
    /// The picture that a saved page holds in itself.
    EmbeddedPicture = "picture without an address",
    /// Who took the pictures.
    PictureCredit = "credit of the pictures",
    /// A cell of the table in which a portal says what it knows of a document.
    Particulars = "particulars of a document",
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Unjudged => Ok(()),
            Reason::Below(heading) => write!(f, "below `{heading}`"),
            Reason::Inside(element) => write!(f, "inside `<{element}>`"),
            Reason::Called(name) => write!(f, "inside an element called `{name}`"),
            reason => f.write_str(
                Reason::WORDS.iter().find(|(own, _)| own == reason).map_or("", |(_, words)| words),
            ),
        }
    }
}

impl TryFrom<String> for Reason {
    type Error = String;

    fn try_from(words: String) -> Result<Self, String> {
        let found = Reason::WORDS.iter().find(|(_, own)| *own == words);
        found.map(|(reason, _)| reason.clone()).ok_or_else(|| format!("no reason `{words}`"))
    }
}

#[cfg(test)]
mod tests;
