"""Item neighbours by the package implicit, from a log as CSV to lists on disk.

neighbours.py LOG.csv METHOD K FOLDER writes the lists as raw arrays and prints how long the fit alone took, as JSON.
"""

import json
import sys
import time

import numpy as np
import pandas as pd
import scipy.sparse as sparse
from implicit.nearest_neighbours import CosineRecommender, TFIDFRecommender

METHODS = {"cosine": CosineRecommender, "tf-idf": TFIDFRecommender}

path, method, neighbours, folder = sys.argv[1:]
log = pd.read_csv(path, usecols=lambda name: name in ("session", "member", "item"), dtype=str)
owners, _ = pd.factorize(log["session" if "session" in log else "member"])
numbers, ids = pd.factorize(log["item"])
matrix = sparse.csr_matrix((np.ones(len(log), dtype=np.float32), (owners, numbers)))

model = METHODS[method](K=int(neighbours))
began = time.perf_counter()
model.fit(matrix, show_progress=False)
seconds = time.perf_counter() - began

lists = model.similarity.tocsr()
lists.indptr.astype(np.int32).tofile(f"{folder}/starts.bin")
lists.indices.astype(np.int32).tofile(f"{folder}/others.bin")
lists.data.astype(np.float64).tofile(f"{folder}/strengths.bin")
with open(f"{folder}/ids.txt", "w") as file:
    file.write("\n".join(ids))
print(json.dumps({"fit": seconds}))
