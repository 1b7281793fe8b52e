"""The questions of notebook 14, for bank.py."""

BANK_14: dict[str, dict] = {
    # 14 From your lines to autograd
    "weights in rows": {
        "text": "A library has the examples in rows: X (N, n), weights W (h, n), Z = X Wᵀ + b with shape (N, h), and G "
        "is the gradient of Z, (N, h). Which product is the gradient of W?",
        "options": {
            "G · Xᵀ": "That is right for columns. In rows its shapes don't fit: (N, h) times (n, N).",
            "Xᵀ · G": "It has all the right numbers, but the shape (n, h), that of Wᵀ.",
            "Gᵀ · X": "",
        },
        "why": "The sum runs over the examples, so N has to be inside: (h, N) times (N, n) is (h, n), the shape of W.",
    },
    "minus a flat array": {
        "text": "With five examples in rows and one output, a2 has the shape (5, 1). The targets come as a flat array "
        "with the shape (5,). What is the shape of a2 − y?",
        "options": {
            "(5, 1), that of the outputs": "A flat array counts as a row, not as a column.",
            "(5, 5)": "",
            "None: it stops with an error": "NumPy stretches both instead: the column over five columns, the row over "
            "five rows.",
        },
        "why": "A flat array lies along the last axis, like a row. The column and the row are both stretched, and each "
        "output is compared with every target, without any error.",
    },
    "a value used twice": {
        "text": "L = w · w + w, and w = 3. Going back, three shares come to w: 3 and 3 from the two factors, and 1 "
        "from the term w. What is the gradient of w?",
        "options": {
            "1, the share that comes last": "Then the loss would depend on w through the last term alone.",
            "9, their product": "Along a path, numbers are multiplied. But these are three paths.",
            "7, their sum": "",
        },
        "why": "Three paths lead from w to L, and the gradient is the sum over all paths: 2w + 1 = 7.",
    },
}
