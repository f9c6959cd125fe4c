#include "ui/widgets/steplist.h"

#include "ui/style/fonts.h"
#include "ui/style/glyph.h"
#include "ui/style/paint.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int circle = 28;

    Step stepAt(const QModelIndex& index)
    {
        return {index.data(Qt::DisplayRole).toString(),
            index.data(StepModel::SubtitleRole).toString(),
            index.data(StepModel::TimeRole).toString(),
            Step::State(index.data(StepModel::StateRole).toInt())};
    }

    QColor signColor(const Tokens& t, Step::State state)
    {
        switch (state) {
        case Step::State::Waiting:
            return t.ctl;
        case Step::State::Active:
            return t.acc;
        case Step::State::Done:
            return t.ok;
        case Step::State::Warned:
            return t.warn;
        case Step::State::Failed:
            return t.bad;
        }
        return t.ctl;
    }

    /// The two lines of text and the time, common to both looks. Returns the height used.
    void paintTexts(QPainter* painter, const QStyleOptionViewItem& option, const Step& step,
        const QRect& room, bool strong, const QFont& below)
    {
        const Tokens& t = tokensOf(option.palette);
        QFont small = option.font;
        small.setPointSizeF(9);
        const QFontMetrics smallMetrics(small);
        const int timeWidth =
            step.time.isEmpty() ? 0 : smallMetrics.horizontalAdvance(step.time) + 10;
        QFont title = option.font;
        title.setWeight(strong ? QFont::DemiBold : QFont::Normal);
        const QFontMetrics titleMetrics(title);
        const QRect first(room.x(), room.y(), room.width() - timeWidth, titleMetrics.height());
        painter->setFont(title);
        QColor titleColor = step.state == Step::State::Waiting ? t.text2 : t.text;
        if (step.state == Step::State::Failed)
            titleColor = t.bad;
        painter->setPen(titleColor);
        painter->drawText(first, Qt::AlignVCenter | Qt::TextSingleLine,
            titleMetrics.elidedText(step.title, Qt::ElideRight, first.width()));
        painter->setPen(t.text2);
        painter->setFont(small);
        painter->drawText(QRect(room.x(), room.y(), room.width(), titleMetrics.height()),
            Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, step.time);
        const QFontMetrics belowMetrics(below);
        painter->setFont(below);
        const QRect second(room.x(), first.bottom() + 3, room.width(), belowMetrics.height());
        painter->drawText(second, Qt::AlignVCenter | Qt::TextSingleLine,
            belowMetrics.elidedText(step.subtitle, Qt::ElideRight, second.width()));
    }

    class JourneyDelegate final : public QStyledItemDelegate {
    public:
        using QStyledItemDelegate::QStyledItemDelegate;

        QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
        {
            const int texts = QFontMetrics(option.font).height()
                + QFontMetrics(fontOf(FontRole::TechnicalSmall)).height();
            return {160, std::max(58, texts + 20)};
        }

        void paint(QPainter* painter, const QStyleOptionViewItem& option,
            const QModelIndex& index) const override
        {
            const Step step = stepAt(index);
            const bool last = index.row() + 1 == index.model()->rowCount();
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            const QRectF ring(option.rect.x() + 3, option.rect.y() + 2, circle, circle);
            if (!last)
                paintLine(painter, option, step, ring);
            paintSign(painter, option, step, ring, index.row() + 1);
            paintTexts(painter, option, step, option.rect.adjusted(46, 3, -4, 0),
                step.state != Step::State::Waiting, fontOf(FontRole::TechnicalSmall));
            painter->restore();
        }

    private:
        static void paintLine(QPainter* painter, const QStyleOptionViewItem& option,
            const Step& step, const QRectF& ring)
        {
            const Tokens& t = tokensOf(option.palette);
            painter->setPen(
                QPen(step.state == Step::State::Done ? mixed(t.ok, t.surf, 0.5) : t.line, 2));
            const qreal x = ring.center().x();
            painter->drawLine(QPointF(x, ring.bottom() + 2), QPointF(x, option.rect.bottom() + 1));
        }

        static void paintSign(QPainter* painter, const QStyleOptionViewItem& option,
            const Step& step, const QRectF& ring, int number)
        {
            const Tokens& t = tokensOf(option.palette);
            const QColor color = signColor(t, step.state);
            QColor ground = t.surf;
            if (step.state == Step::State::Done)
                ground = t.okbg;
            else if (step.state == Step::State::Failed)
                ground = t.badbg;
            paintBox(painter, ring, circle / 2.0, ground, color, 2);
            const QRectF sign = ring.adjusted(6, 6, -6, -6);
            if (step.state == Step::State::Done)
                return paintGlyph(painter, sign, QStringLiteral("check"), color);
            if (step.state == Step::State::Failed)
                return paintGlyph(painter, sign, QStringLiteral("x"), color);
            QFont font = option.font;
            font.setWeight(QFont::DemiBold);
            painter->setFont(font);
            painter->setPen(step.state == Step::State::Active ? t.acc : t.text2);
            painter->drawText(ring, Qt::AlignCenter, QString::number(number));
        }
    };

    class ChecklistDelegate final : public QStyledItemDelegate {
    public:
        using QStyledItemDelegate::QStyledItemDelegate;

        QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
        {
            const bool two = !index.data(StepModel::SubtitleRole).toString().isEmpty();
            const int second = two ? QFontMetrics(belowFont(option.font)).height() + 3 : 0;
            return {120, QFontMetrics(option.font).height() + second + 9};
        }

        void paint(QPainter* painter, const QStyleOptionViewItem& option,
            const QModelIndex& index) const override
        {
            const Step step = stepAt(index);
            painter->save();
            const QRectF sign(
                option.rect.x() + 1, option.rect.y() + (step.subtitle.isEmpty() ? 4 : 8), 18, 18);
            paintGlyph(painter, sign, signName(step.state),
                signColor(tokensOf(option.palette), step.state));
            const bool strong = step.state == Step::State::Failed;
            paintTexts(painter, option, step, option.rect.adjusted(28, 4, -2, 0), strong,
                belowFont(option.font));
            painter->restore();
        }

    private:
        static QFont belowFont(const QFont& base)
        {
            QFont font = base;
            font.setPointSizeF(8.5);
            return font;
        }

        static QString signName(Step::State state)
        {
            if (state == Step::State::Done)
                return QStringLiteral("check-circle");
            if (state == Step::State::Warned)
                return QStringLiteral("alert-triangle");
            return state == Step::State::Failed ? QStringLiteral("x-circle")
                                                : QStringLiteral("clock");
        }
    };

} // namespace

StepList::StepList(Look look, QWidget* parent)
    : QListView(parent)
    , m_model(new StepModel(this))
    , m_look(look)
{
    setModel(m_model);
    if (look == Look::Journey)
        setItemDelegate(new JourneyDelegate(this));
    else
        setItemDelegate(new ChecklistDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { updateGeometry(); });
    // A subtitle that comes or goes changes a line's height.
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this] {
        if (m_look == Look::Checklist)
            scheduleDelayedItemsLayout();
    });
}

QSize StepList::sizeHint() const
{
    int height = 4;
    for (int row = 0; row < m_model->rowCount(); ++row)
        height += sizeHintForRow(row);
    return {260, std::max(height, 40)};
}

QSize StepList::minimumSizeHint() const
{
    return {160, 60};
}

} // namespace paydesk
