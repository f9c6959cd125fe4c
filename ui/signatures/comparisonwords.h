#pragma once

#include "ui/signatures/comparisonmodel.h"

#include <QCoreApplication>

namespace paydesk {

/// What a row of the comparison says in words.
class ComparisonWords {
    Q_DECLARE_TR_FUNCTIONS(paydesk::ComparisonModel)

public:
    static QString finding(const ComparisonRow& row, ComparisonModel::Sides sides);
    /// What stands where one side has nothing.
    static QString gap(const ComparisonRow& row, bool left, ComparisonModel::Sides sides);
    static QString header(int column, ComparisonModel::Sides sides);

private:
    static QString ofField(const ComparedField& field);
    static QString ofKey(const ComparedField& key);
    static QString ofMessages(const ComparedField& field);
    static QString bytesAround(const ComparedField& key);
};

} // namespace paydesk
